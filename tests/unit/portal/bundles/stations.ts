/** Stations with real keys, and bundles that they make, for tests of the format. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../../src/common/clock.ts';
import { bundleBytes, signedBytes } from '../../../../src/portal/bundles/bundle-writer.ts';
import type { StationCard } from '../../../../src/portal/bundles/card.ts';
import { type BundleIdentity, bundleIdentity } from '../../../../src/portal/bundles/identity.ts';
import type { BundlePart, Manifest } from '../../../../src/portal/bundles/manifest.ts';
import { KeyRing } from '../../../../src/store/documents/key-ring.ts';

export interface TestBundle {
  readonly manifest: Manifest;
  readonly parts: ReadonlyMap<string, Buffer>;
  /** The signature of this station over a manifest. */
  sign(text: Uint8Array): Buffer;
  /** The whole file. */
  file(changed?: Partial<Manifest>): Promise<Buffer>;
}

export interface TestStation {
  readonly card: StationCard;
  readonly identity: BundleIdentity;
  bundleFor(to: { readonly identity: BundleIdentity }, parts?: readonly Part[]): TestBundle;
}

export interface Part {
  readonly kind: BundlePart['kind'];
  readonly bytes: Buffer;
  readonly id?: string;
}

const twoParts = (): Part[] => [
  { kind: 'dossier', bytes: Buffer.from('{"a":1}') },
  { kind: 'copy', bytes: randomBytes(70_000) },
];

/** A station of that office, with keys of its own. */
export async function stationCalled(office: string): Promise<TestStation> {
  const folder = mkdtempSync(join(tmpdir(), 'tram-keys-'));
  const ring = new KeyRing(join(folder, 'keys.db'), randomBytes(32), systemClock);
  const identity = await bundleIdentity(ring);
  ring.close();
  rmSync(folder, { recursive: true, force: true });
  const { recipient, signingKey } = identity;
  return {
    card: { office, name: `Ủy ban nhân dân xã ${office}`, recipient, signingKey },
    identity,
    bundleFor: (to, wanted = twoParts()) => {
      const parts = new Map(wanted.map((part) => [part.id ?? randomUUID(), part]));
      const manifest: Manifest = {
        form: 1,
        kind: 'dossiers',
        id: randomUUID(),
        seq: 7,
        at: Date.UTC(2026, 10, 22),
        from: { office, signingKey },
        to: { recipient: to.identity.recipient },
        acknowledged: [],
        parts: [...parts].map(([id, { kind, bytes }]) => ({
          id,
          kind,
          length: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        })),
      };
      const contents = new Map([...parts].map(([id, { bytes }]) => [id, bytes]));
      return {
        manifest,
        parts: contents,
        sign: (text) => identity.sign(signedBytes(text)),
        file: async (changed = {}) => {
          const pieces: Uint8Array[] = [];
          const source = ({ id }: BundlePart) => [contents.get(id) ?? Buffer.alloc(0)];
          for await (const piece of bundleBytes({ ...manifest, ...changed }, source, identity)) pieces.push(piece);
          return Buffer.concat(pieces);
        },
      };
    },
  };
}
