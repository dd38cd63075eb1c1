import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import type { Office } from '../office.ts';

/** What this office has set for time-stamps. */
export interface ExtendingPolicy {
  readonly authorityUrl: string;
  /** Servers that may be asked at a private address, besides the authority. */
  readonly hosts: readonly string[];
  /** How long a file waits, milliseconds with the line up. */
  readonly holdMs: number;
}

/** Null where copies go out as they are sealed. */
export function extendingPolicy(settings: Settings): ExtendingPolicy | null {
  const authorityUrl = settings['timestamp.authority-url'];
  if (!settings['timestamp.enabled'] || authorityUrl === '') return null;
  return {
    authorityUrl,
    hosts: settings['timestamp.hosts'],
    holdMs: settings['timestamp.wait-minutes'] * 60_000,
  };
}

/** Roots of time-stamping authorities, DER: those of the signers, and the further ones of the settings. */
export function timestampAnchors(office: Pick<Office, 'trustAnchors'>, db: Reader): Uint8Array[] {
  return [...office.trustAnchors, ...readSettings(db)['timestamp.anchors'].map(pemToDer)];
}

/** DER of a certificate in PEM. */
export function pemToDer(pem: string): Uint8Array {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}
