/** Telex and VNI: every toned vowel, what people type for the words of an office, and the ways of taking a sign back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eraseLast, methods, typeKey } from '../../../../kiosk-ui/src/input-method/index.ts';
import { corpus, keysOf } from './corpus.ts';

const typed = (method: 'telex' | 'vni', keys: string, word = ''): string =>
  [...keys].reduce((so, key) => typeKey(method, so, key), word);

const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
const vowelKeys = {
  telex: ['a', 'aw', 'aa', 'e', 'ee', 'i', 'o', 'oo', 'ow', 'u', 'uw', 'y'],
  vni: ['a', 'a8', 'a6', 'e', 'e6', 'i', 'o', 'o6', 'o7', 'u', 'u7', 'y'],
};
const toneSigns = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const toneKeys = { telex: ['', 's', 'f', 'r', 'x', 'j'], vni: ['', '1', '2', '3', '4', '5'] };

describe.each(methods)('%s', (method) => {
  test('all 144 toned vowels, small and capital', () => {
    const made = new Set<string>();
    for (const [index, vowel] of vowels.entries()) {
      for (const [tone, sign] of toneSigns.entries()) {
        const keys = `${vowelKeys[method][index]}${toneKeys[method][tone]}`;
        const small = (vowel + sign).normalize('NFC');
        expect(typed(method, keys)).toBe(small);
        expect(typed(method, keys.toUpperCase())).toBe(small.toUpperCase());
        // A capital is made by its first key: the shift is let go before the signs.
        expect(typed(method, keys.charAt(0).toUpperCase() + keys.slice(1))).toBe(small.toUpperCase());
        made.add(small).add(small.toUpperCase());
      }
    }
    expect(made.size).toBe(144);
  });

  test('the keys of every word of the office make the word, in any usual order, small and capital', () => {
    const wrong = corpus.flatMap((word) =>
      keysOf(method, word).flatMap((keys) => [
        ...(typed(method, keys) === word ? [] : [`${keys}: ${typed(method, keys)}, not ${word}`]),
        ...(typed(method, keys.toUpperCase()) === word.toUpperCase() ? [] : [`${keys}: not in capitals`]),
      ]),
    );
    expect(wrong).toEqual([]);
    expect(corpus.length).toBeGreaterThan(500);
  });

  test('whatever is typed is NFC and keeps every letter', () => {
    const key = fc.constantFrom(...'aăeioôuyưdđhnghcmtqgiswfrxjz0123456789ADEOUWw');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 14 }), (keys) => {
        const words = keys.map((_, index) => typed(method, keys.slice(0, index + 1).join('')));
        for (const word of words) expect(word).toBe(word.normalize('NFC'));
        const plain = (text: string): string =>
          text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();
        // The letters that are no sign in any method stand as they were typed.
        const lasting = (text: string): string => plain(text).replaceAll(/[^hnmtqgc]/g, '');
        expect(lasting(words.at(-1) ?? '')).toBe(lasting(keys.join('')));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a key after any word changes it or is added, and nothing throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.string({ minLength: 1, maxLength: 1 }),
        (word, key) => {
          expect(typeof typeKey(method, word.normalize('NFC'), key)).toBe('string');
        },
      ),
    );
  });

  test('a word of the corpus typed on from its stored form keeps its shape', () => {
    for (const word of corpus) {
      const other = typed(method, method === 'telex' ? 'z' : '0', word);
      expect(other.normalize('NFD')).not.toMatch(/[\u0301\u0300\u0309\u0303\u0323]/);
    }
  });
});

test.each([
  ['hoas', 'hóa'],
  ['hoasn', 'hoán'],
  ['hoafn', 'hoàn'],
  ['thuys', 'thúy'],
  ['thuyr', 'thủy'],
  ['toef', 'tòe'],
  ['quys', 'quý'],
  ['quyts', 'quýt'],
  ['gif', 'gì'],
  ['giaf', 'già'],
  ['giuwax', 'giữa'],
  ['muas', 'múa'],
  ['muasw', 'mứa'],
  ['tieesng', 'tiếng'],
  ['tiesneg', 'tiếng'],
  ['nguoiwf', 'người'],
  ['dduwowngf', 'đường'],
  ['thuow', 'thuơ'],
  ['thuowng', 'thương'],
  ['tuwong', 'tương'],
  ['tuoongw', 'tương'],
  ['tuowngo', 'tuông'],
  ['tw', 'tư'],
  ['w', 'ư'],
  ['W', 'Ư'],
])('the tone is where it is written, and moves as the word grows: %s %s', (keys, word) => {
  expect(typed('telex', keys)).toBe(word);
});

test.each([
  ['aaa', 'aa'],
  ['aaaa', 'aaa'],
  ['eee', 'ee'],
  ['ooo', 'oo'],
  ['aww', 'aw'],
  ['oww', 'ow'],
  ['ww', 'w'],
  ['www', 'ww'],
  ['ddd', 'dd'],
  ['ass', 'as'],
  ['asss', 'ass'],
  ['hoanff', 'hoanf'],
  ['asz', 'a'],
  ['azz', 'azz'],
  ['asf', 'à'],
  ['aaw', 'ă'],
  ['awa', 'â'],
  ['tess', 'tes'],
  ['thuowngww', 'thuongww'],
])('pressed again a key takes back what it did: %s %s', (keys, word) => {
  expect(typed('telex', keys)).toBe(word);
});

test.each([
  ['a11', 'a1'],
  ['a66', 'a6'],
  ['d99', 'd9'],
  ['o77', 'o7'],
  ['a88', 'a8'],
  ['a10', 'a'],
  ['a0', 'a0'],
  ['12', '12'],
  ['b52', 'b52'],
])('VNI: %s %s', (keys, word) => {
  expect(typed('vni', keys)).toBe(word);
});

test.each(['facebook', 'hatf', 'zalo', 'hatx', 'kmw', 'jazz'])(
  'what cannot be Vietnamese stays as it is typed: %s',
  (word) => {
    expect(typed('telex', word)).toBe(word);
  },
);

test('erasing moves the tone back', () => {
  expect(eraseLast('hoàn')).toBe('hòa');
  expect(eraseLast('hóa')).toBe('hó');
  expect(eraseLast('Ế')).toBe('');
  expect(eraseLast('')).toBe('');
  expect(eraseLast('facebook')).toBe('faceboo');
});
