import type { ComponentChildren, Ref } from 'preact';
import './button.css';

interface Props {
  /** `seal` is the act of sealing and nothing else; `danger` takes something away. One `primary` or `seal` to a view. */
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'seal' | 'plain';
  readonly type?: 'button' | 'submit';
  /** At work: it cannot be pressed again, keeps its place, and a screen reader hears that it is busy. */
  readonly busy?: boolean;
  /** The key that does the same, shown beside the words. */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onClick?: (event: MouseEvent) => void;
  /** Where the words need more for who does not see the rest. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children: ComponentChildren;
}

/** A button; its words begin with a verb. */
export function Button(props: Props) {
  const {
    kind = 'secondary',
    type = 'button',
    busy = false,
    disabled = false,
    keys,
    label,
    expanded,
    children,
  } = props;
  return (
    <button
      {...(props.buttonRef ? { ref: props.buttonRef } : {})}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      type={type}
      class={`button button-${kind}`}
      disabled={disabled}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      <span>{children}</span>
      {keys === undefined ? null : <kbd class="button-keys">{keys}</kbd>}
    </button>
  );
}
