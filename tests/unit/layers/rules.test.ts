/** The import rules as Biome applies them: a folder of forbidden and allowed imports, and this repository's configuration. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forbiddenFor, mayStart, pureRooms, type Room, rooms, rootFiles } from '../../layers/table.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const biome = join(root, 'node_modules/.bin/biome');

/** Files of the fixture: how many of their imports must be refused. */
const expected = new Map<string, number>();
let folder = '';
let found = new Map<string, number>();

const forms = [
  (path: string) => `import { a } from '${path}';`,
  (path: string) => `import type { B } from '${path}';`,
  (path: string) => `import '${path}';`,
  (path: string) => `export { c } from '${path}';`,
  (path: string) => `export * from '${path}';`,
  (path: string) => `export const d = await import('${path}');`,
];

/** A file that imports `target` in every way there is. */
function fixture(file: string, target: string, refused: boolean): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, forms.map((form) => form(target)).join('\n'));
  expected.set(file, refused ? forms.length : 0);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-layers-'));
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const from of rooms) writeFixtures(from);
  fixture('src/appliance.ts', './web/index.ts', false);
  fixture('src/starts.ts', 'node:child_process', true);
  fixture('src/main.ts', '../tests/peers/portal/index.ts', true);
  fixture('src/start-step.ts', './certification/../../tests/x.ts', true);
  fixture('tests/unit/a.test.ts', '../../src/cli/main.ts', false);
  found = lint(folder);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

function writeFixtures(from: Room): void {
  const above: readonly Room[] = forbiddenFor(from);
  for (const to of rooms) {
    if (to === from) continue;
    const refused = above.includes(to);
    fixture(`src/${from}/to-${to}.ts`, `../${to}/index.ts`, refused);
    fixture(`src/${from}/deep/er/to-${to}.ts`, `../../../${to}/repositories/x.ts`, refused);
    fixture(`src/${from}/deep/round-${to}.ts`, `./../../${to}/x.ts`, refused);
    fixture(`src/${from}/through-src-${to}.ts`, `../../src/${to}/x.ts`, true);
  }
  fixture(`src/${from}/own.ts`, './other.ts', false);
  fixture(`src/${from}/deep/own.ts`, '../other.ts', false);
  fixture(`src/${from}/test.ts`, '../../tests/peers/portal/index.ts', true);
  fixture(`src/${from}/deep/test.ts`, '../../../tests/unit/store/support.ts', true);
  fixture(`src/${from}/modules.ts`, '../../node_modules/fastify/fastify.js', true);
  for (const file of rootFiles) fixture(`src/${from}/root-${file}`, `../${file}`, true);
  const pure = pureRooms.includes(from);
  const bare = [
    'node:fs',
    'fs',
    'node:crypto',
    'typebox',
    'typebox/value',
    '@cantoo/pdf-lib',
    '@a/b/c',
    '#x',
    '/etc/x.ts',
  ];
  for (const name of ['child_process', 'node:child_process'])
    fixture(`src/${from}/starts-${name.replace(':', '-')}.ts`, name, pure || !mayStart(from));
  for (const [n, name] of bare.entries()) fixture(`src/${from}/bare-${n}.ts`, name, pure);
}

/** How many restricted imports Biome finds, by file. */
function lint(where: string): Map<string, number> {
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '--only=style/noRestrictedImports', '.'];
  const run = spawnSync(biome, options, { cwd: where, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const report = JSON.parse(run.stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  const counts = new Map<string, number>();
  for (const { category, location } of report.diagnostics) {
    expect(category).toBe('lint/style/noRestrictedImports');
    counts.set(location.path, (counts.get(location.path) ?? 0) + 1);
  }
  return counts;
}

test('biome.json says what the layer table says', () => {
  execFileSync(process.execPath, [join(root, 'tests/layers/generate.ts'), '--check'], { stdio: 'pipe' });
  expect(new Set(rooms).size).toBe(rooms.length);
});

test('the fixture holds every ordered pair of rooms, forbidden ones and allowed ones', () => {
  const pairs = rooms.length * (rooms.length - 1);
  const direct = [...expected].filter(([file]) => /^src\/[a-z]+\/to-/.test(file));
  expect(direct).toHaveLength(pairs);
  expect(direct.filter(([, refused]) => refused > 0)).toHaveLength(pairs / 2);
});

describe.each(rooms)('%s', (from) => {
  const ofRoom = () => [...expected].filter(([file]) => file.startsWith(`src/${from}/`));

  test('may not import a room above it, the root, the tests or files of a package, in any form', () => {
    const forbidden = ofRoom().filter(([, refused]) => refused > 0);
    expect(forbidden.length).toBeGreaterThan(rooms.length);
    expect(forbidden.filter(([file, refused]) => found.get(file) !== refused)).toEqual([]);
  });

  test('may import itself and the rooms under it', () => {
    const allowed = ofRoom().filter(([, refused]) => refused === 0);
    expect(allowed.length).toBeGreaterThan(1);
    expect(allowed.filter(([file]) => found.has(file))).toEqual([]);
  });
});

test('the root imports any room and never the tests; the tests import anything', () => {
  for (const file of [
    'src/appliance.ts',
    'src/main.ts',
    'src/start-step.ts',
    'src/starts.ts',
    'tests/unit/a.test.ts',
  ]) {
    expect(found.get(file) ?? 0, file).toBe(expected.get(file));
  }
});
