/** Writes the import rules of `biome.json` from the layer table; `--check` only says whether they are up to date. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { forbiddenFor, mayStart, pureRooms, rooms, rootFiles } from './table.ts';

const path = fileURLToPath(new URL('../../biome.json', import.meta.url));

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

/** No import leaves `src`, or goes round through its root, or picks a package's files by path. */
const outside = ['**/tests/**', '**/src/**', '**/node_modules/**'];

function override(includes: string, patterns: readonly Pattern[]): { includes: string[] } {
  const noRestrictedImports = { level: 'error', options: { patterns } };
  return { includes: [includes], ...{ linter: { rules: { style: { noRestrictedImports } } } } };
}

/** Tables are spoken to through `src/store/drizzle.ts`, which says why. */
const tables: Pattern = {
  group: ['drizzle-orm', 'drizzle-orm/**', 'better-sqlite3'],
  message: 'Use src/store/drizzle.ts.',
};

/** Children die with the station only when they are started by the room of the devices; `imports.test.ts` says where there. */
const children: Pattern = {
  group: ['child_process', 'node:child_process'],
  message: 'Start children by spawnSupervised of src/devices/supervision/child.ts.',
};

/** Biome's override for one room: relative imports that climb into a room above it are errors. */
function overrideFor(room: (typeof rooms)[number]): { includes: string[] } {
  const above = forbiddenFor(room).map((name) => `**/../${name}/**`);
  const climbing: Pattern = {
    group: [...above, ...rootFiles.map((name) => `**/../${name}`), ...outside],
    message: `src/${room} may import only the rooms under it (tests/layers/table.ts).`,
  };
  // Every specifier that is no relative path: node's own modules, packages, URLs, absolute paths.
  const bare: Pattern = {
    group: ['**', '!./**', '!../**'],
    message: `src/${room} is pure: no I/O and no packages.`,
  };
  const own = pureRooms.includes(room) ? [bare, climbing] : [climbing];
  const further = [...(room === 'store' ? [] : [tables]), ...(mayStart(room) ? [] : [children])];
  return override(`src/${room}/**`, [...own, ...further]);
}

/** The files that wire the rooms together import any of them, and nothing of the tests. */
const root = override('src/*.ts', [{ group: outside, message: 'src never imports tests.' }, children]);

/** The screens know the station by its contract alone, and no packages but those they are made of. */
const screens = override('kiosk-ui/src/**', [
  {
    group: ['**/src/**', '!**/src/web/contract/index.ts', '**/tests/**', '**/node_modules/**'],
    message: 'The screens import src/web/contract alone.',
  },
  {
    group: ['**', '!./**', '!../**', '!preact', '!preact/hooks', '!@preact/signals', '!simple-keyboard', '!uqr'],
    message: 'The screens are made of preact and signals, simple-keyboard for fingers and uqr for QR codes.',
  },
]);

const config = JSON.parse(readFileSync(path, 'utf8')) as { overrides?: { includes: string[] }[] };
const isGenerated = (include: string): boolean => /^(src\/([a-z]+\/\*\*|\*\.ts)|kiosk-ui\/src\/\*\*)$/.test(include);
const own = (config.overrides ?? []).filter((entry) => !entry.includes.every(isGenerated));
const next = { ...config, overrides: [...own, root, ...rooms.map(overrideFor), screens] };

if (process.argv.includes('--check')) {
  // By content: how the file is laid out is the formatter's.
  if (JSON.stringify(config) !== JSON.stringify(next)) {
    console.error('biome.json does not match tests/layers/table.ts: run `npm run layers`');
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, JSON.stringify(next, null, 2));
  execFileSync(fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url)), ['format', '--write', path]);
}
