import type { Reader, Tx } from '../database.ts';
import { findSealedCredential, writeSealedCredential } from '../repositories/credentials.ts';
import type { KeyRing } from './key-ring.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';

const sealedName = (name: string): string => `credential:${name}`;

/** Seals a password or token under its name; what lies in `tram.db` opens with this station's keys alone. */
export function writeCredential(tx: Tx, keys: KeyRing, name: string, secret: Uint8Array, at: number): void {
  writeSealedCredential(tx, name, sealSecret(keys, sealedName(name), secret), at);
}

/** The password or token of that name; null when there is none or when it does not open. */
export function readCredential(db: Reader, keys: KeyRing, name: string): string | null {
  const sealed = findSealedCredential(db, name);
  return sealed === null ? null : (openSecret(keys, sealedName(name), sealed)?.toString('utf8') ?? null);
}
