import { existsSync, readFileSync } from 'node:fs';
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

test('each row of the ASVS table says its state, and what is not met says why', () => {
  const rows = page
    .slice(page.indexOf('## ASVS'))
    .split('\n')
    .filter((line) => /^\| \d|^\| V\d/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\||\|$/g, '').trim()));
  expect(rows.length).toBeGreaterThan(80);
  for (const [requirement = '', state = '', how = ''] of rows) {
    expect(['met', 'in part', '**not met**', 'n/a'], requirement).toContain(state);
    expect(how.length, requirement).toBeGreaterThan(3);
  }
});
