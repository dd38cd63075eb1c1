/** Writes `docs/settings.md` from the table of settings; with `--check` it only says whether the file is up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settingsDocument } from '../../src/settings/index.ts';

export const settingsPage = fileURLToPath(new URL('../../docs/settings.md', import.meta.url));

function isUpToDate(): boolean {
  return readFileSync(settingsPage, 'utf8') === settingsDocument();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) writeFileSync(settingsPage, settingsDocument());
  else if (!isUpToDate()) {
    process.stderr.write('docs/settings.md is behind src/settings/table; run: node tests/docs/settings.ts\n');
    process.exitCode = 1;
  }
}
