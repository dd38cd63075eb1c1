import { isKnown, type Letter, putTogether, sound, type Tone, takeApart, tones, vowels } from './letters.ts';

/** A word as far as it is typed, if it can become a Vietnamese syllable (or a place name of the highlands). */
export interface Syllable {
  readonly letters: readonly Letter[];
  /** Where the vowels begin and end among the letters. */
  readonly from: number;
  readonly to: number;
}

/** Beginnings of syllables, with those of place and family names in the languages of the highlands (Krông, Plei, Hrê). */
const onsets = new Set(
  `b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x
   bl br bh cr dl dr đr đh gl gr hl hm hn hr kl kr krh kn lh ml mn mr ndr pl pr rl rm sr st tl xr xt`.split(/\s+/),
);
onsets.add('');

/** Ends of syllables; k and h stand in names only (Đắk, Tẻh). */
const codas = new Set(['', 'c', 'ch', 'm', 'n', 'ng', 'nh', 'p', 't', 'k', 'h']);

/** Vowels that a consonant may follow, and those that end the syllable. */
const beforeCoda = 'a ă â e ê i o ô ơ u ư y oa oă oe oo uâ uê uy iê yê uô ươ uyê'.split(' ');
const atEnd = (
  'ai ao au ay âu ây ei eo êu ia iu oi ôi ơi ua ui ưa ưi ưu uơ iêu yêu oai oao oay oeo ' +
  'uao uau uây uôi ươi ươu uya uyu uêu'
).split(' ');

/** Syllables that end in these take the acute or the dot only. */
const stops = ['c', 'ch', 'p', 't', 'k'];

const plainOf = (text: string): string => [...text].map((letter) => takeApart(letter).base).join('');

/** The vowels allowed, each with its letters, found by what is left of them without marks. */
const nuclei = new Map<string, { readonly letters: readonly string[]; readonly closed: boolean }[]>();
for (const [list, closed] of [
  [beforeCoda, true],
  [atEnd, false],
] as const) {
  for (const nucleus of list) {
    const plain = plainOf(nucleus);
    nuclei.set(plain, [...(nuclei.get(plain) ?? []), { letters: [...nucleus], closed }]);
  }
}

const soundOf = (letters: readonly Letter[]): string => letters.map(sound).join('');

/** Reads a word; null if it cannot be (the beginning of) a syllable, whatever marks still come. */
export function readSyllable(word: string): Syllable | null {
  const given = [...word];
  if (given.length === 0 || given.length > 10 || !given.every(isKnown)) return null;
  const letters = given.map(takeApart);
  const isVowel = (index: number): boolean => vowels.includes(letters[index]?.base.toLowerCase() ?? '-');
  let from = 0;
  while (from < letters.length && !isVowel(from)) from += 1;
  let to = from;
  while (to < letters.length && isVowel(to)) to += 1;
  // The i of `gi` and the u of `qu` belong to the beginning when another vowel follows.
  const start = soundOf(letters.slice(0, from + 1));
  if ((start === 'gi' || start === 'qu') && to - from > 1) from += 1;
  const syllable = { letters, from, to };
  return fits(syllable) ? syllable : null;
}

/** Whether these letters can stand so: beginning, vowels with the marks they have by now, end. */
export function fits({ letters, from, to }: Syllable): boolean {
  if (!onsets.has(soundOf(letters.slice(0, from)))) return false;
  const nucleus = letters.slice(from, to);
  const coda = soundOf(letters.slice(to));
  if (nucleus.length === 0) return letters.length === from;
  if (!codas.has(coda)) return false;
  const plain = nucleus.map(({ base }) => base.toLowerCase()).join('');
  return (nuclei.get(plain) ?? []).some(
    (one) =>
      (one.closed || coda === '') &&
      nucleus.every((letter, index) => letter.mark === '' || sound(letter) === one.letters[index]),
  );
}

export function toneOf({ letters }: Syllable): Tone | '' {
  return letters.find(({ tone }) => tone !== '')?.tone ?? '';
}

/** Whether the syllable, with the end it has by now, can bear this tone. */
export function bears({ letters, from, to }: Syllable, tone: Tone): boolean {
  if (from === to) return false;
  return !stops.includes(soundOf(letters.slice(to))) || tone === tones.acute || tone === tones.dot;
}

/**
 * The syllable with this tone, on the vowel where it is usually written ("old style": hóa, thúy, but hoàn, khuỷu): on the
 * vowel with a mark (the last one of ươ), else before an end or of three vowels on the second, else on the first.
 */
export function withTone(syllable: Syllable, tone: Tone | ''): Syllable {
  const { letters, from, to } = syllable;
  const place = from + placeOfTone(letters.slice(from, to), to < letters.length);
  return {
    ...syllable,
    letters: letters.map((letter, index) => ({ ...letter, tone: index === place ? tone : '' })),
  };
}

function placeOfTone(nucleus: readonly Letter[], closed: boolean): number {
  const marked = nucleus.findLastIndex(({ mark }) => mark !== '');
  if (marked >= 0) return marked;
  if (closed) return nucleus.length - 1;
  return nucleus.length === 3 ? 1 : 0;
}

export function write({ letters }: Pick<Syllable, 'letters'>): string {
  return letters.map(putTogether).join('');
}
