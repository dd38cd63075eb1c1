import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A key and what it does. `keys`: `n`, `?`, `Alt+1`, `F2`, `Ctrl+Enter`, `Ctrl+Shift+Z`; letters without regard to case. */
export interface Shortcut {
  readonly keys: string;
  /** What it does, in the words of its button. */
  readonly label: string;
  readonly act: () => void;
  /** It belongs to the dialog that is open; all others rest meanwhile. */
  readonly inDialog?: boolean;
  /** In a field it is the field's own key: `Delete`, `Ctrl+Z`. */
  readonly notTyping?: boolean;
}

/** The shortcuts that work now, the last one on top. */
export const shortcuts = signal<readonly Shortcut[]>([]);

const kept = 'single-keys';

/** Whether keys without a modifier work (WCAG 2.1.4: they can be switched off). */
export const singleKeys = signal(localStorage.getItem(kept) !== 'off');

export function allowSingleKeys(on: boolean): void {
  singleKeys.value = on;
  localStorage.setItem(kept, on ? 'on' : 'off');
}

/** Lends a key to a view for as long as it is on the screen; null lends none. Single keys rest while one types. */
export function useShortcut(shortcut: Shortcut | null): void {
  const latest = useRef(shortcut);
  latest.current = shortcut;
  const { keys, label, inDialog = false, notTyping = false } = shortcut ?? { keys: null, label: '' };
  // Before the view is painted: whoever sees the button may press its key at once.
  useLayoutEffect(() => {
    if (keys === null) return;
    const lent: Shortcut = { keys, label, inDialog, notTyping, act: () => latest.current?.act() };
    shortcuts.value = [...shortcuts.peek(), lent];
    return () => {
      shortcuts.value = shortcuts.peek().filter((one) => one !== lent);
    };
  }, [keys, label, inDialog, notTyping]);
}

function keysOf(event: KeyboardEvent): string {
  // With Alt some layouts type another letter: the key's own name is what is meant.
  const plain = event.altKey && /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, '') : event.key;
  const modifiers = [
    event.ctrlKey ? 'ctrl+' : '',
    event.ctrlKey && event.shiftKey ? 'shift+' : '',
    event.altKey ? 'alt+' : '',
  ].join('');
  return modifiers + plain.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Hears the keyboard. Called once. */
export function startShortcuts(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const keys = keysOf(event);
    const dialogOpen = document.querySelector('dialog[open]') !== null;
    const found = shortcuts
      .peek()
      .findLast((one) => one.keys.toLowerCase() === keys && (one.inDialog ?? false) === dialogOpen);
    if (!found) return;
    const single = keys.length === 1;
    if ((single || found.notTyping) && isTyping(event.target)) return;
    if (single && !singleKeys.peek()) return;
    event.preventDefault();
    found.act();
  });
}
