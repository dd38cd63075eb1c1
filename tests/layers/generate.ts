/** Writes the import rules of `biome.json` from the layer table; `--check` only says whether they are up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { forbiddenFor, pureRooms, rooms } from './table.ts';

const path = fileURLToPath(new URL('../../biome.json', import.meta.url));

/** Biome's override for one room: relative imports that climb into a room above it are errors. */
function overrideFor(room: (typeof rooms)[number]): unknown {
  const above = forbiddenFor(room);
  const patterns: { group: string[]; message: string }[] = [];
  const climbing = [...above.map((r) => `**/../${r}/**`), '**/../main.ts', '**/../appliance.ts', '**/tests/**'];
  patterns.push({
    group: climbing,
    message: `src/${room} may import only the rooms under it (tests/layers/table.ts).`,
  });
  if (pureRooms.includes(room)) {
    patterns.push({
      group: ['node:*', '**/node_modules/**', '@*/**'],
      message: `src/${room} is pure: no I/O and no packages.`,
    });
  }
  return {
    includes: [`src/${room}/**`],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  };
}

const config = JSON.parse(readFileSync(path, 'utf8')) as { overrides?: { includes: string[] }[] };
const own = (config.overrides ?? []).filter((o) => !o.includes.every((i) => /^src\/[a-z]+\/\*\*$/.test(i)));
const next = `${JSON.stringify({ ...config, overrides: [...own, ...rooms.map(overrideFor)] }, null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== next) {
    console.error('biome.json does not match tests/layers/table.ts: run `npm run layers`');
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, next);
}
