import { effect } from '@preact/signals';
import SimpleKeyboard from 'simple-keyboard';
import { announce } from '../design/announce.tsx';
import { language } from '../words/index.ts';
import { inputMethod, nextMethod } from './choice.ts';
import { enterIn, eraseIn, typeInto } from './edit.ts';
import { faces } from './faces.ts';
import { type TextField, textFieldOf } from './fields.ts';
import { fieldsBeside, type Kind, kindOf, wantsCapital } from './kinds.ts';
import { firstPage, keyNames, type Page, rowsOf, textOf } from './layouts.ts';
import { keyboardWords as w } from './words.ts';
import './board.css';

type Shift = 'off' | 'once' | 'lock';

/** The keys on the screen, for one field at a time. */
export interface Board {
  /** Shows the keys that this field needs, or changes to them. */
  show(field: TextField): void;
  hide(): void;
}

/** Makes the keys; they are drawn when they are first shown. `onClose`: somebody pressed *close*. */
export function makeBoard(onClose: () => void): Board {
  const place = document.createElement('section');
  place.className = 'keyboard';
  const face = document.createElement('div');
  face.className = 'keyboard-keys';
  place.append(face);
  let field: TextField | null = null;
  let kind: Kind = 'text';
  let page: Page = 'letters';
  let shift: Shift = 'off';
  let keyboard: SimpleKeyboard | null = null;
  const root = document.documentElement;
  const size = new ResizeObserver(() => root.style.setProperty('--keyboard', `${place.offsetHeight}px`));

  const method = () => (kind === 'text' ? inputMethod.peek() : null);
  const draw = (): void => {
    place.dataset['kind'] = kind;
    place.dataset['page'] = page;
    place.lang = language.peek();
    place.setAttribute('aria-label', w('keyboard.name'));
    const rows = rowsOf(kind, page).map((row) => row.filter((name) => name !== keyNames.next || hasNext()));
    const names = rows.flat();
    const { display, attributes } = faces(names, shift !== 'off', field instanceof HTMLTextAreaElement);
    const options = {
      layout: { default: rows.map((row) => row.join(' ')) },
      display,
      buttonAttributes: [
        { attribute: 'type', value: 'button', buttons: names.join(' ') },
        // Tab goes by the keys: they are for fingers, and the real keyboard is for Tab.
        { attribute: 'tabindex', value: '-1', buttons: names.join(' ') },
        ...attributes,
        ...(names.includes(keyNames.shift)
          ? [{ attribute: 'aria-pressed', value: String(shift !== 'off'), buttons: keyNames.shift }]
          : []),
        ...(shift === 'lock' ? [{ attribute: 'data-lock', value: 'true', buttons: keyNames.shift }] : []),
      ],
    };
    if (keyboard) keyboard.setOptions(options);
    else {
      keyboard = new SimpleKeyboard(face, {
        ...options,
        theme: 'keyboard-face',
        useButtonTag: true,
        preventMouseDownDefault: true,
        disableCaretPositioning: true,
        onKeyPress: press,
      });
    }
  };
  const hasNext = (): boolean => field !== null && fieldsBeside(field).at(-1) !== field;
  const go = (to: Page, shifted: Shift = 'off'): void => {
    page = to;
    shift = shifted;
    draw();
  };
  const typed = (text: string): void => {
    if (!field) return;
    typeInto(field, shift === 'off' ? text : text.toUpperCase(), method());
    if (shift === 'lock') return;
    const capital = page === 'letters' && wantsCapital(field, kind);
    if (capital !== (shift === 'once')) go(page, capital ? 'once' : 'off');
  };
  const press = (name: string): void => {
    // The focus may be a moment ahead of who follows it.
    const now = textFieldOf(document.activeElement);
    if (now !== null && now !== field) show(now);
    if (!field?.isConnected) {
      onClose();
      return;
    }
    // A field that lost the focus without a word (a script took it) gets it back before it is written in.
    if (document.activeElement !== field) field.focus({ preventScroll: true });
    const text = name === keyNames.space ? ' ' : textOf(name);
    if (text !== null) typed(text);
    else act(name, field);
  };
  const act = (name: string, at: TextField): void => {
    switch (name) {
      case keyNames.erase:
        eraseIn(at, method());
        break;
      case keyNames.shift:
        go(page, shift === 'off' ? 'once' : shift === 'once' ? 'lock' : 'off');
        break;
      case keyNames.symbols:
      case keyNames.letters:
        go(name === keyNames.symbols ? 'symbols' : 'letters');
        break;
      case keyNames.method:
        nextMethod();
        announce(w(`keyboard.method.${inputMethod.peek() ?? 'none'}`));
        draw();
        break;
      case keyNames.next: {
        const fields = fieldsBeside(at);
        fields[fields.indexOf(at) + 1]?.focus();
        break;
      }
      case keyNames.enter:
        enterIn(at);
        break;
      default:
        onClose();
    }
  };
  // Between the keys, too, a finger leaves the focus where it is.
  for (const type of ['pointerdown', 'mousedown'] as const) {
    place.addEventListener(type, (event) => event.preventDefault());
  }
  // A screen reader presses without a finger: a click alone.
  place.addEventListener('click', ({ target, detail }) => {
    const name = target instanceof Element ? target.closest('.hg-button')?.getAttribute('data-skbtn') : null;
    if (detail === 0 && name) press(name);
  });
  let stop: (() => void) | null = null;

  const show = (next: TextField): void => {
    const other = next !== field;
    field = next;
    kind = kindOf(next);
    const host = next.closest('dialog') ?? document.body;
    if (place.parentNode !== host) host.append(place);
    if (other) go(firstPage(kind), wantsCapital(next, kind) ? 'once' : 'off');
    stop ??= effect(() => {
      language.value;
      draw();
    });
    root.dataset['keyboard'] = 'open';
    root.style.setProperty('--keyboard', `${place.offsetHeight}px`);
    size.observe(place);
    reveal(next);
  };
  return {
    show,
    hide() {
      stop?.();
      stop = null;
      size.disconnect();
      field = null;
      place.remove();
      delete root.dataset['keyboard'];
      root.style.removeProperty('--keyboard');
    },
  };
}

/** Brings the field with its label out from under the keys, if it is there; else nothing moves. */
function reveal(field: TextField): void {
  const whole = field.closest('.field') ?? field;
  whole.scrollIntoView({ block: 'nearest' });
  field.scrollIntoView({ block: 'nearest' });
}
