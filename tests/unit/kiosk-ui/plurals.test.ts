import { beforeAll, expect, test, vi } from 'vitest';

/** Not of the types of a browser, as the screens are. */
const screens = new URL('../../../kiosk-ui/src/', import.meta.url);
interface Words {
  readonly wordsOf: <K extends string>(
    vietnamese: Readonly<Record<K, string>>,
    english: Readonly<Record<K, string>>,
  ) => (key: K, parts: Readonly<Record<string, string | number>>) => string;
}
interface Format {
  readonly count: (value: number) => string;
}

beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
});

test('one is told from many, whether it comes as a number or as the format writes it', async () => {
  const { wordsOf } = (await import(new URL('words/index.ts', screens).href)) as Words;
  const { count } = (await import(new URL('design/format.ts', screens).href)) as Format;
  const w = wordsOf({ sent: '{n} tin' }, { sent: '{n} {n|message|messages}' });
  expect([0, 1, 2, 1001].map((n) => w('sent', { n }))).toEqual([
    '0 messages',
    '1 message',
    '2 messages',
    '1001 messages',
  ]);
  expect([1, 1001].map((n) => w('sent', { n: count(n) }))).toEqual(['1 message', '1,001 messages']);
});
