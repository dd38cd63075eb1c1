/** The texts of the screens: complete in both languages, all of them used, and none anywhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../kiosk-ui/src/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
/** `vi.ts` and `en.ts`, or `seal.vi.ts` and `seal.en.ts`. */
const isWords = (file: string): boolean => /^(\w[\w-]*\.)?(vi|en)\.ts$/.test(basename(file));
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
const code = files
  .filter((file) => !isWords(file))
  .map((file) => ({ file, text: withoutComments(readFileSync(join(root, file), 'utf8')) }));

type Words = Readonly<Record<string, string>>;

async function wordsIn(file: string): Promise<Words> {
  const module = (await import(pathToFileURL(join(root, file)).href)) as Readonly<Record<string, Words>>;
  const [words, ...others] = Object.values(module);
  if (!words || others.length > 0) throw new Error(`${file} must export one list of words`);
  return words;
}

const lists = files.filter((file) => /(^|[./])vi\.ts$/.test(file));
const parts = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

test('there are texts and code', () => {
  expect(lists).toContain('words/vi.ts');
  expect(code.length).toBeGreaterThan(20);
});

describe.each(lists)('%s', (file) => {
  test('says each text in both languages, with the same parts', async () => {
    const vi = await wordsIn(file);
    const en = await wordsIn(file.replace(/vi\.ts$/, 'en.ts'));
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    expect(Object.keys(vi).filter((key) => vi[key]?.trim() === '' || en[key]?.trim() === '')).toEqual([]);
    expect(Object.keys(vi).filter((key) => `${parts(vi[key] ?? '')}` !== `${parts(en[key] ?? '')}`)).toEqual([]);
    expect(Object.values(vi).filter((text) => text !== text.normalize('NFC'))).toEqual([]);
  });

  test('has no text that nobody shows', async () => {
    const folder = dirname(file);
    const here = dirname(folder) === '.' ? code : code.filter((one) => one.file.startsWith(`${folder}/`));
    const text = here.map((one) => one.text).join('\n');
    const used = (key: string): boolean => {
      if (text.includes(`'${key}'`)) return true;
      // A key whose end is computed: `lamp.token.${state}`.
      const dots = [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index + 1));
      return dots.some((start) => text.includes(`\`${start}\${`));
    };
    expect(Object.keys(await wordsIn(file)).filter((key) => !used(key))).toEqual([]);
  });
});

test('no text stands in the code', () => {
  const vietnamese = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/iu;
  const shown = [
    // Between tags, and in the attributes that people read or hear.
    /<\/?[a-z][^<>{}]*>[^<>{}]*\p{L}{2,}[^<>{}]*<\//iu,
    /\b(?:aria-label|title|placeholder|alt|label|hint)="[^"]*\p{L}/u,
  ];
  const found = code.flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => vietnamese.test(line.replaceAll("'/", '')) || shown.some((one) => one.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  );
  // The unit of money is a sign, and the input method is about letters.
  const signs = ['design/format.ts:', 'input-method/'];
  expect(found.filter((line) => !signs.some((place) => line.startsWith(place)))).toEqual([]);
});
