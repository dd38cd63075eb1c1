import { marks, type Tone, tones } from './letters.ts';

export const methods = ['telex', 'vni'] as const;
export type Method = (typeof methods)[number];

/** What a key asks for. */
export type Wish =
  | { readonly kind: 'tone'; readonly tone: Tone | '' }
  /** Marks, the first that fits; `on` narrows the circumflex to one letter. */
  | {
      readonly kind: 'mark';
      readonly marks: readonly (typeof marks)['circumflex' | 'horn' | 'breve'][];
      readonly on: string;
    }
  | { readonly kind: 'stroke' };

const tone = (given: Tone | ''): Wish => ({ kind: 'tone', tone: given });
const circumflex = (on: string): Wish => ({ kind: 'mark', marks: [marks.circumflex], on });

/** Telex: s f r x j z; aa ee oo; w; dd. VNI: 1–5 and 0; 6 circumflex, 7 horn, 8 breve, 9 đ. */
const wishes: Readonly<Record<Method, ReadonlyMap<string, Wish>>> = {
  telex: new Map<string, Wish>([
    ['s', tone(tones.acute)],
    ['f', tone(tones.grave)],
    ['r', tone(tones.hook)],
    ['x', tone(tones.tilde)],
    ['j', tone(tones.dot)],
    ['z', tone('')],
    ['a', circumflex('a')],
    ['e', circumflex('e')],
    ['o', circumflex('o')],
    ['w', { kind: 'mark', marks: [marks.horn, marks.breve], on: 'aou' }],
    ['d', { kind: 'stroke' }],
  ]),
  vni: new Map<string, Wish>([
    ['1', tone(tones.acute)],
    ['2', tone(tones.grave)],
    ['3', tone(tones.hook)],
    ['4', tone(tones.tilde)],
    ['5', tone(tones.dot)],
    ['0', tone('')],
    ['6', circumflex('aeo')],
    ['7', { kind: 'mark', marks: [marks.horn], on: 'ou' }],
    ['8', { kind: 'mark', marks: [marks.breve], on: 'a' }],
    ['9', { kind: 'stroke' }],
  ]),
};

/** What this key asks for in this method; null for a letter that is only itself. */
export function wishOf(method: Method, key: string): Wish | null {
  return wishes[method].get(key.toLowerCase()) ?? null;
}
