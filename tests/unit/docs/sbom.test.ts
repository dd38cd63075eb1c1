/** The bill of materials names what the service runs with, and nothing that only tests need. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, runtimePackages } from '../../../provisioning/package/runtime-packages.ts';

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly hashes?: readonly unknown[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

test('it holds every package of the running service by name and version, with its hash', () => {
  const bom = JSON.parse(
    execFileSync('bash', ['provisioning/package/sbom.sh'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as Bom;
  expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'tram']);
  const named = new Set(bom.components.map(({ name, version }) => `${name} ${version}`));
  const running = runtimePackages().map(({ name, version }) => `${name} ${version}`);
  expect(running.length).toBeGreaterThan(50);
  expect(running.filter((one) => !named.has(one))).toEqual([]);
  expect(bom.components.filter(({ hashes = [] }) => hashes.length === 0)).toEqual([]);

  // What else it names is not installed here: the same packages for other platforms.
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const elsewhere = new Set(
    Object.entries(lock.packages)
      .filter(([, { dev, optional }]) => !dev && optional)
      .map(([folder, { version }]) => `${folder.slice(folder.lastIndexOf('node_modules/') + 13)} ${version}`),
  );
  expect([...named].filter((one) => !running.includes(one) && !elsewhere.has(one))).toEqual([]);
  const refs = new Set(bom.components.map((one) => one['bom-ref']));
  expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
});
