import { hkdfSync, type webcrypto } from 'node:crypto';
import { type AgeIdentity, identityOf } from '../../common/age.ts';

export { decryptWith, encryptTo, newIdentity as newRecoveryIdentity, recipientOf } from '../../common/age.ts';

/** What opens a backup: the station's own identity, or the office's recovery key. */
export type BackupIdentity = AgeIdentity;

/**
 * The station's own identity: it verifies and restores backups with nobody there. Derived from the station key, so that
 * there is no further secret to keep.
 */
export async function stationIdentity(stationKey: Uint8Array): Promise<webcrypto.CryptoKey> {
  return await identityOf(Buffer.from(hkdfSync('sha256', stationKey, Buffer.alloc(0), 'tram backup identity', 32)));
}
