import { type Method, type Wish, wishOf } from './keys.ts';
import { type Letter, marks, type Tone } from './letters.ts';
import { bears, fits, readSyllable, type Syllable, toneOf, withTone, write } from './syllable.ts';

/**
 * The word after one more key: the word so far (NFC, no spaces) and a character. A key that asks for a tone or a mark
 * that the word cannot bear is a letter; pressed again it takes back what it did and is a letter (`a` `a` `a`: `aa`).
 * The rules are those that people know from Unikey, where no setting was changed: marks and tones at any time after the
 * vowel, the tone where it is usually written and moving as the word grows, `w` alone for `ư`, and words that cannot be
 * Vietnamese left as they are.
 */
export function typeKey(method: Method, word: string, key: string): string {
  const wish = wishOf(method, key);
  const syllable = readSyllable(word);
  const changed = wish === null || syllable === null ? null : carryOut(wish, syllable, key);
  if (changed !== null) return changed;
  // A w that finds no vowel to change is the ư itself.
  if (method === 'telex' && key.toLowerCase() === 'w' && (word === '' || syllable?.from === syllable?.letters.length)) {
    const letter = word + (key === 'w' ? 'ư' : 'Ư');
    if (readSyllable(letter) !== null) return letter;
  }
  return settle(word + key);
}

/** The word without its last letter; the tone goes where it is then written. */
export function eraseLast(word: string): string {
  return settle([...word].slice(0, -1).join(''));
}

function carryOut(wish: Wish, syllable: Syllable, key: string): string | null {
  switch (wish.kind) {
    case 'tone':
      return giveTone(wish.tone, syllable, key);
    case 'mark':
      return giveMark(wish, syllable, key);
    case 'stroke':
      return giveStroke(syllable, key);
  }
}

function giveTone(tone: Tone | '', syllable: Syllable, key: string): string | null {
  const before = toneOf(syllable);
  if (tone === '') return before === '' ? null : write(withTone(syllable, ''));
  if (before === tone) return write(withTone(syllable, '')) + key;
  return bears(syllable, tone) ? write(withTone(syllable, tone)) : null;
}

function giveStroke(syllable: Syllable, key: string): string | null {
  const [first, ...rest] = syllable.letters;
  if (first?.base.toLowerCase() !== 'd') return null;
  if (first.mark === marks.stroke) return write({ letters: [{ ...first, mark: '' }, ...rest] }) + key;
  const letters: readonly Letter[] = [{ ...first, mark: marks.stroke }, ...rest];
  return fits({ ...syllable, letters }) ? write({ letters }) : null;
}

function giveMark(wish: Wish & { readonly kind: 'mark' }, syllable: Syllable, key: string): string | null {
  const changed = marked(wish, syllable);
  if (changed !== null) return write(withTone(changed, toneOf(syllable)));
  const takesBack = ({ base, mark }: Letter): boolean =>
    wish.on.includes(base.toLowerCase()) && wish.marks.some((one) => one === mark);
  if (!syllable.letters.some(takesBack)) return null;
  const alone = syllable.to - syllable.from === 1 && syllable.to === syllable.letters.length;
  // `ư` that a lone w has made: the second w is the letter.
  if (
    alone &&
    key.toLowerCase() === 'w' &&
    syllable.letters.at(-1)?.base.toLowerCase() === 'u' &&
    syllable.from === 0
  ) {
    return key;
  }
  const letters = syllable.letters.map((letter) => (takesBack(letter) ? { ...letter, mark: '' as const } : letter));
  return settle(write({ letters })) + key;
}

/** The first way in which the wish fits the vowels. */
function marked({ marks: wanted, on }: Wish & { readonly kind: 'mark' }, syllable: Syllable): Syllable | null {
  const { letters, from, to } = syllable;
  const both = pairOf(wanted, on, syllable);
  if (both !== null) return both;
  for (const mark of wanted) {
    for (let index = from; index < to; index += 1) {
      const letter = letters[index];
      if (!letter || letter.mark === mark || !mayCarry(letter.base, mark, on)) continue;
      const changed = { ...syllable, letters: letters.with(index, { ...letter, mark }) };
      if (fits(changed)) return changed;
    }
  }
  return null;
}

function mayCarry(base: string, mark: Letter['mark'], on: string): boolean {
  const letter = base.toLowerCase();
  if (!on.includes(letter)) return false;
  return mark === marks.horn ? letter !== 'a' : mark === marks.breve ? letter === 'a' : true;
}

/** The vowels `uo`, where the horn goes on both (ươ, but thuở, huơ) and the circumflex takes it off the u again (uô). */
function pairOf(wanted: readonly string[], on: string, syllable: Syllable): Syllable | null {
  const { letters, from, to } = syllable;
  const [first, second] = letters.slice(from, to);
  if (first?.base.toLowerCase() !== 'u' || second?.base.toLowerCase() !== 'o') return null;
  const withMarks = (u: Letter['mark'], o: Letter['mark']): Syllable | null => {
    const changed = letters.with(from, { ...first, mark: u }).with(from + 1, { ...second, mark: o });
    return (u !== first.mark || o !== second.mark) && fits({ ...syllable, letters: changed })
      ? { ...syllable, letters: changed }
      : null;
  };
  if (wanted.includes(marks.horn)) {
    if (second.mark === marks.horn) return null;
    const onset = write({ letters: letters.slice(0, from) }).toLowerCase();
    const open = letters.length === from + 2;
    return open && first.mark === '' && ['', 'h', 'kh', 'th'].includes(onset)
      ? withMarks('', marks.horn)
      : withMarks(marks.horn, marks.horn);
  }
  return on.includes('o') && wanted.includes(marks.circumflex) && first.mark !== ''
    ? withMarks('', marks.circumflex)
    : null;
}

/** A word that grew or shrank: `uơ` and `ưo` before anything are `ươ`, and the tone goes to its place. */
function settle(word: string): string {
  const syllable = readSyllable(hornOnBoth(word));
  if (syllable === null) return word;
  return write(withTone(syllable, toneOf(syllable)));
}

const halfHorn = /(?:u([ơớờởỡợ])|ư([oóòỏõọ]))(?=\p{L})/iu;

function hornOnBoth(word: string): string {
  if (!halfHorn.test(word) || /^q/i.test(word)) return word;
  const both = word.replace(halfHorn, (pair) =>
    [...pair]
      .map((letter) =>
        letter
          .normalize('NFD')
          .replace(/^([uo])(?!\u031b)/i, '$1\u031b')
          .normalize('NFC'),
      )
      .join(''),
  );
  return readSyllable(both) === null ? word : both;
}
