import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licencePage, notLinkable } from '../../../provisioning/package/licences.ts';
import { runtimePackages } from '../../../provisioning/package/runtime-packages.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const packages = runtimePackages();

test('the list of licences is that of what is installed', () => {
  expect(read('docs/licences.md')).toBe(licencePage(packages));
});

test('nothing is linked under the GPL, the AGPL or a licence that nobody knows', () => {
  expect(notLinkable(packages)).toEqual([]);
  const [one] = packages;
  if (!one) throw new Error('no packages');
  const strangers = ['AGPL-3.0-only', 'GPL-3.0-or-later', 'SSPL-1.0', null].map((licence) => ({ ...one, licence }));
  expect(notLinkable(strangers)).toHaveLength(4);
});

test('each package that we name ourselves has its reason and its version in ARCHITECTURE', () => {
  const architecture = read('ARCHITECTURE.md');
  const rows = architecture
    .slice(architecture.indexOf('### At run time'))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const missing = packages
    .filter(({ direct }) => direct)
    .filter(({ name, version }) => !rows.some((row) => row.includes(name) && row.includes(version)))
    .map(({ name, version }) => `${name} ${version}`);
  expect(missing).toEqual([]);
});
