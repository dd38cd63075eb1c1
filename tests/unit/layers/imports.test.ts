/** What Biome's rule does not see: computed imports, types in place, worker modules, and rooms that the table does not know. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { forbiddenFor, pureRooms, type Room, rooms, rootFiles } from '../../layers/table.ts';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

interface Reference {
  readonly file: string;
  readonly specifier: string;
}

const patterns = [
  /\bfrom\s*(['"`])([^'"`]+)\1/g,
  /\bimport\s*\(?\s*(['"`])([^'"`]+)\1/g,
  /\brequire\w*\s*\(\s*(['"`])([^'"`]+)\1/g,
  /\bnew\s+URL\s*\(\s*(['"`])([^'"`]+)\1\s*,\s*import\.meta\.url/g,
];

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

const references: Reference[] = files.flatMap((file) => {
  const text = withoutComments(readFileSync(join(src, file), 'utf8'));
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ file, specifier: match[2] ?? '' })),
  );
});

const relatives = references.filter(({ specifier }) => specifier.startsWith('.'));

/** Where a relative reference leads, from `src`. */
const targetOf = ({ file, specifier }: Reference): string => relative(src, resolve(src, dirname(file), specifier));
const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');

test('the table knows every room of src, and every file beside the rooms', () => {
  const entries = readdirSync(src);
  const folders = entries.filter((entry) => statSync(join(src, entry)).isDirectory());
  expect(folders.filter((entry) => !rooms.some((room) => room === entry))).toEqual([]);
  expect(entries.filter((entry) => !folders.includes(entry) && !rootFiles.includes(entry))).toEqual([]);
  expect(references.length).toBeGreaterThan(files.length);
});

test('no reference leads to a room above, in whatever form it is written', () => {
  const climbing = relatives.filter((reference) => {
    const from = rooms.find((room) => room === roomOf(reference.file));
    if (from === undefined) return false;
    const target = targetOf(reference);
    const above: readonly Room[] = forbiddenFor(from);
    return above.some((room) => room === roomOf(target)) || (roomOf(target) === '' && rootFiles.includes(target));
  });
  expect(climbing).toEqual([]);
});

test('src refers to nothing outside src, above all not to the tests', () => {
  const outside = relatives.filter((reference) => targetOf(reference).startsWith('..'));
  // The folders that are installed beside `src`.
  const data = outside.filter(
    (reference) => !/^\.\.\/(package\.json|hardware-profiles|kiosk-ui|docs)\b/.test(targetOf(reference)),
  );
  expect(data).toEqual([]);
  expect(references.filter(({ specifier }) => /\btests\//.test(specifier))).toEqual([]);
});

test('every relative reference leads to something that exists', () => {
  expect(relatives.filter((reference) => !existsSync(join(src, targetOf(reference))))).toEqual([]);
});

test('a pure room refers to relative files only', () => {
  const pure = references.filter(({ file }) => pureRooms.some((room) => room === roomOf(file)));
  expect(pure.length).toBeGreaterThan(20);
  expect(pure.filter(({ specifier }) => !specifier.startsWith('.'))).toEqual([]);
});

test('modules are named in the text: an import is computed only where a worker loads what it was started for', () => {
  const computed = files.filter((file) => {
    return /\bimport\s*\((?!\s*['"])/.test(withoutComments(readFileSync(join(src, file), 'utf8')));
  });
  expect(computed.filter((file) => file !== 'common/task-worker.ts')).toEqual([]);
});

test('children are started in one place, which ties their lives to the station; elsewhere only their type is named', () => {
  const starting = files.filter((file) => {
    const text = withoutComments(readFileSync(join(src, file), 'utf8'));
    return text.replaceAll(/^(import|export) type [^;]*;$/gm, '').includes('child_process');
  });
  expect(starting).toEqual(['devices/supervision/child.ts']);
});
