/** The marks of a vowel (circumflex, horn, breve) and of the đ (stroke), as combining characters or as themselves. */
export const marks = { circumflex: '\u0302', horn: '\u031b', breve: '\u0306', stroke: '\u0335' } as const;
export type Mark = (typeof marks)[keyof typeof marks];

/** The tones by their combining characters; the level tone has none. */
export const tones = { acute: '\u0301', grave: '\u0300', hook: '\u0309', tilde: '\u0303', dot: '\u0323' } as const;
export type Tone = (typeof tones)[keyof typeof tones];

/** A letter taken apart: `Ế` is `E` with a circumflex and the acute tone. */
export interface Letter {
  /** Without marks and tone, in its own case. */
  readonly base: string;
  readonly mark: Mark | '';
  readonly tone: Tone | '';
}

/** A letter taken apart. The đ is a letter of its own in Unicode, not a d with a mark. */
export function takeApart(letter: string): Letter {
  if (letter === 'đ' || letter === 'Đ') return { base: letter === 'đ' ? 'd' : 'D', mark: marks.stroke, tone: '' };
  const [base = '', ...signs] = letter.normalize('NFD');
  return {
    base,
    mark: Object.values(marks).find((one) => signs.includes(one)) ?? '',
    tone: Object.values(tones).find((one) => signs.includes(one)) ?? '',
  };
}

/** The letter put together again, in NFC. */
export function putTogether({ base, mark, tone }: Letter): string {
  if (mark === marks.stroke) return base === 'd' ? 'đ' : 'Đ';
  return (base + mark + tone).normalize('NFC');
}

/** Whether a letter is exactly what `takeApart` understands: nothing is lost by taking it apart. */
export function isKnown(letter: string): boolean {
  return putTogether(takeApart(letter)) === letter && /^\p{L}$/u.test(letter);
}

/** The letter in small, with its mark, without its tone. */
export function sound({ base, mark }: Letter): string {
  return putTogether({ base: base.toLowerCase(), mark, tone: '' });
}

export const vowels = 'aeiouy';
