import type { Ref } from 'preact';
import { useId } from 'preact/hooks';
import { w } from './words.ts';

interface Props {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly missing: boolean;
  readonly describedBy: string;
  readonly onEnter: () => void;
}

/**
 * Where the PIN is typed. What stands in it is read once, by whoever sends it, and is in no state of the screen: no
 * name, no form, nothing that a browser would offer to keep.
 */
export function PinField({ inputRef, missing, describedBy, onEnter }: Props) {
  const id = useId();
  return (
    <div class="field" data-error={missing}>
      <label class="field-label" for={id}>
        {w('attempt.pin')}
      </label>
      <p class="field-hint" id={`${id}-hint`}>
        {w('attempt.pin-hint')}
      </p>
      <input
        ref={inputRef}
        id={id}
        class="field-input attempt-pin"
        type="password"
        data-keyboard="pin"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={64}
        aria-invalid={missing}
        aria-describedby={`${id}-hint ${describedBy}${missing ? ` ${id}-missing` : ''}`}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || event.repeat) return;
          event.preventDefault();
          onEnter();
        }}
      />
      {missing ? (
        <p class="field-error" id={`${id}-missing`}>
          <span aria-hidden="true">▲</span> {w('attempt.need-pin')}
        </p>
      ) : null}
    </div>
  );
}
