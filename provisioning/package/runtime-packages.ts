import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** An npm package that the service runs with. */
export interface RuntimePackage {
  /** Its folder below the root, `node_modules/…`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** As its lock entry says; null when that says nothing. */
  readonly licence: string | null;
  /** Named by our own package.json, not only by a package's. */
  readonly direct: boolean;
  readonly description: string;
}

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Types, which the program never loads: packages of this scope hold nothing else. */
const typesOnly = /(^|\/)node_modules\/(@types\/|undici-types$)/;

/** What the lock file installs for running, as far as it is installed on this machine's platform. */
export function runtimePackages(): RuntimePackage[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<
    Record<'dependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
  >;
  const direct = new Set([...Object.keys(own.dependencies), ...Object.keys(own.optionalDependencies)]);
  return Object.entries(lock.packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional && !typesOnly.test(folder))
    .filter(([folder]) => existsSync(join(root, folder, 'package.json')))
    .map(([folder, { version = '', license = null }]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const { description = '' } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        readonly description?: string;
      };
      return {
        folder,
        name,
        version,
        licence: license,
        direct: folder === `node_modules/${name}` && direct.has(name),
        description,
      };
    })
    .toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

// Called by build.sh: the folders, one a line.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { folder } of runtimePackages()) process.stdout.write(`${folder}\n`);
}
