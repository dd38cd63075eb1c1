import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../words/index.ts';
import { Button } from './button.tsx';
import './dialog.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** The buttons; without them there is only Close. The main one stands last. */
  readonly actions?: ComponentChildren;
  /** `large` for pages to be read. */
  readonly size?: 'usual' | 'large';
  /** While something runs that must not be left, Escape and Close do nothing. */
  readonly held?: boolean;
}

/** A dialog over the view. It takes the focus, keeps it, and gives it back where it was. Mount it to open it. */
export function Dialog({ title, onClose, children, actions, size = 'usual', held = false }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={`dialog dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!held) onClose();
      }}
    >
      <h2 class="dialog-title" id={id}>
        {title}
      </h2>
      <div class="dialog-body">{children}</div>
      <div class="dialog-actions">{actions ?? <Button onClick={onClose}>{t('dialog.close')}</Button>}</div>
    </dialog>
  );
}
