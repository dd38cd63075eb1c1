import type { Kind } from './kinds.ts';

/** The keys that are no letters. Names in braces: the component keeps nothing of what they type. */
export const keyNames = {
  shift: '{shift}',
  erase: '{bksp}',
  symbols: '{symbols}',
  letters: '{letters}',
  method: '{method}',
  space: '{gap}',
  next: '{next}',
  enter: '{go}',
  close: '{close}',
} as const;

/** A character as the name of its key. */
export function nameOf(text: string): string {
  return `{k:${text}}`;
}

/** The character of a key; null for the others. */
export function textOf(name: string): string | null {
  return /^\{k:(.+)\}$/su.exec(name)?.[1] ?? null;
}

const keys = (row: string): string[] => row.split(' ').map(nameOf);
const { shift, erase, symbols, letters, method, space, next, enter, close } = keyNames;

const numbers = keys('1 2 3 4 5 6 7 8 9 0');
const top = keys('q w e r t y u i o p');
const middle = keys('a s d f g h j k l');
const bottom = keys('z x c v b n m');

export type Page = 'letters' | 'symbols' | 'pad';

/** The page on which a kind of field begins. */
export function firstPage(kind: Kind): Page {
  return kind === 'pin' || kind === 'digits' || kind === 'phone' ? 'pad' : 'letters';
}

/** The rows of keys for a field. */
export function rowsOf(kind: Kind, page: Page): readonly (readonly string[])[] {
  if (page === 'pad') return pad(kind);
  const last = [page === 'letters' ? symbols : letters, ...foot(kind), next, enter, close];
  if (page === 'letters') return [numbers, top, middle, [shift, ...bottom, erase], last];
  return [
    numbers,
    keys('@ # $ % & * ( ) - _'),
    keys('/ \\ : ; \' " ? ! + ='),
    [...keys('“ ” – … < > [ ]'), erase],
    last,
  ];
}

function pad(kind: Kind): readonly (readonly string[])[] {
  const left = kind === 'pin' ? letters : nameOf(kind === 'phone' ? '+' : ',');
  return [
    keys('1 2 3'),
    keys('4 5 6'),
    keys('7 8 9'),
    [left, nameOf('0'), erase],
    kind === 'pin' ? [enter, close] : [next, enter, close],
  ];
}

function foot(kind: Kind): readonly string[] {
  switch (kind) {
    case 'email':
      return [...keys('@ . - _'), nameOf('.vn'), nameOf('.com')];
    case 'secret':
      return [...keys('. - _'), space];
    case 'pin':
      return [];
    case 'text':
    case 'digits':
    case 'phone':
      return [method, nameOf(','), space, nameOf('.')];
  }
}
