import { signal } from '@preact/signals';
import type { Board } from './board.ts';
import { giveBack, standIn, type TextField, textFieldOf } from './fields.ts';

const kept = 'touch-keyboard';
const keptTouched = 'touched';

/**
 * Whether this is a screen for fingers: it says so itself, or one has touched it before. It does not change while the page
 * is open: a button that appeared with the first touch would move what is just being touched.
 */
export const touched = matchMedia('(any-pointer: coarse)').matches || localStorage.getItem(keptTouched) !== null;

/** Whether the keys come by themselves when a field is touched; remembered on this screen. */
export const keysOnTouch = signal(localStorage.getItem(kept) !== 'off');

/** The field that the keys on the screen type in; null while there are none. */
export const typing = signal<TextField | null>(null);

let board: Promise<Board> | null = null;
let lastField: TextField | null = null;
let byTouch = false;
let pointerDown = false;

export function allowKeysOnTouch(on: boolean): void {
  keysOnTouch.value = on;
  localStorage.setItem(kept, on ? 'on' : 'off');
  if (!on) closeKeys();
}

/** Shows the keys for this field. A station that is away for a moment: the next touch asks again. */
function openKeys(field: TextField): void {
  const before = typing.peek();
  if (before !== null && before !== field) giveBack(before);
  standIn(field);
  typing.value = field;
  board ??= import('./board.ts').then(({ makeBoard }) => makeBoard(closeKeys));
  board.then(
    (made) => {
      if (typing.peek() === field) made.show(field);
    },
    () => {
      board = null;
      closeKeys();
    },
  );
}

export function closeKeys(): void {
  const field = typing.peek();
  if (field === null) return;
  giveBack(field);
  typing.value = null;
  void board?.then((made) => made.hide());
}

/** The button in the frame: the keys for the field where one was, or for the first one there is; pressed again, away. */
export function toggleKeys(): void {
  if (typing.peek() !== null) {
    closeKeys();
    return;
  }
  const place = document.querySelector('dialog[open]') ?? document.querySelector('main');
  const fields = [...(place?.querySelectorAll('input, textarea') ?? [])];
  const field =
    lastField?.isConnected === true && place?.contains(lastField)
      ? lastField
      : fields.map(textFieldOf).find((one) => one?.checkVisibility() === true);
  if (!field) return;
  standIn(field);
  field.focus();
  openKeys(field);
}

/** After the focus has moved: with another field the keys stay, with anything else they go. */
function follow(): void {
  const field = typing.peek();
  if (field === null || pointerDown) return;
  const now = textFieldOf(document.activeElement);
  if (now === field && field.isConnected) return;
  if (now === null) closeKeys();
  else openKeys(now);
}

const later = (): void => {
  setTimeout(follow);
};

/** Hears fingers on text fields. Called once; costs nothing where nobody touches the screen. */
export function startKeys(): void {
  const listen = { capture: true, passive: true } as const;
  addEventListener(
    'pointerdown',
    (event) => {
      pointerDown = true;
      byTouch = event.pointerType === 'touch';
      if (!byTouch) return;
      if (!touched) localStorage.setItem(keptTouched, 'yes');
      const label = event.target instanceof Element ? event.target.closest('label') : null;
      const field = textFieldOf(label?.control ?? event.target);
      // Before the focus comes, or the system's own keys come with it.
      if (field && keysOnTouch.peek()) standIn(field);
    },
    listen,
  );
  for (const type of ['pointerup', 'pointercancel'] as const) {
    addEventListener(
      type,
      () => {
        pointerDown = false;
        later();
      },
      listen,
    );
  }
  addEventListener(
    'click',
    ({ target }) => {
      const field = textFieldOf(target);
      if (field && byTouch && keysOnTouch.peek()) openKeys(field);
    },
    listen,
  );
  addEventListener('focusin', ({ target }) => {
    lastField = textFieldOf(target) ?? lastField;
    later();
  });
  addEventListener('focusout', later);
  // A field that is taken off the page may say nothing.
  new MutationObserver(() => {
    if (typing.peek()?.isConnected === false) later();
  }).observe(document.body, { childList: true, subtree: true });
}
