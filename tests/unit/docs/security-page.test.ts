import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('SECURITY.md', root), 'utf8');

test('each file and folder that SECURITY names is there', () => {
  const named = [...page.matchAll(/`((?:src|tests|kiosk-ui|systemd|provisioning|docs)\/[^`\s*{]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

test('each row of the ASVS table says its state; what is met names its test or says why there is none', () => {
  const rows = page
    .slice(page.indexOf('## ASVS'))
    .split('\n')
    .filter((line) => /^\| \d|^\| V\d/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\||\|$/g, '').trim()));
  expect(rows.length).toBeGreaterThan(80);
  for (const [requirement = '', state = '', how = '', proof = ''] of rows) {
    expect(['met', 'in part', '**not met**', 'n/a'], requirement).toContain(state);
    expect(how.length, requirement).toBeGreaterThan(3);
    // That a named path is there, the test above says.
    if (state === 'met') expect(proof, requirement).toMatch(/`tests\/[^`]+`|^none: .{10}/);
  }
});

/** The files of `src` in which a word stands. */
function filesWith(word: RegExp): string[] {
  const source = new URL('src/', root);
  return readdirSync(source, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts') && word.test(readFileSync(new URL(path, source), 'utf8')))
    .toSorted();
}

test('cheap chance is for waits and the names of temporary files alone; no header of a proxy is believed', () => {
  expect(filesWith(/Math\.random/)).toEqual([
    'common/durable-file.ts',
    'portal/beside/beside.ts',
    'portal/bundles/stick.ts',
    'portal/documents/upload.ts',
    'portal/guests/guest-relay.ts',
    'portal/line/pace.ts',
    'portal/outbox/drainer.ts',
    'workflow/extending/extender.ts',
  ]);
  expect(filesWith(/trustProxy|x-forwarded|'forwarded'/i)).toEqual([]);
});
