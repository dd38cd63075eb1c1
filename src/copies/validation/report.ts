import type { Indication, Reason } from './reasons.ts';
import type { TrustKind } from './trust.ts';

/** One sentence in both languages. */
export interface Sentence {
  readonly vi: string;
  readonly en: string;
}

export interface Conclusion {
  readonly indication: Indication;
  /** Sub-indication of ETSI EN 319 102-1; null when passed. */
  readonly subIndication: string | null;
  readonly reason: Reason;
  readonly sentence: Sentence;
}

/** PAdES levels (EN 319 142-1); null for a signature that is not PAdES. */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export interface ValidatedSignature extends Conclusion {
  readonly kind: 'signature' | 'timestamp';
  readonly field: string;
  /** From 1; null where it covers none. */
  readonly revision: number | null;
  readonly subFilter: string | null;
  readonly level: Level | null;
  readonly signer: string | null;
  readonly issuer: string | null;
  readonly certificateSha256: string | null;
  readonly serialHex: string | null;
  /** What its anchor stands for; null where none was reached. */
  readonly trust: TrustKind | null;
  /** What the signer says, epoch milliseconds. Nothing proves it. */
  readonly claimedAt: number | null;
  /** The claimed time was Vietnamese local time marked as UTC, and was read so. */
  readonly localTimeAsUtc: boolean;
  /** What a trusted timestamp proves: it existed then. Epoch milliseconds. */
  readonly provenAt: number | null;
  readonly revocation: 'good' | 'revoked' | 'unknown';
  /** Revisions that were added later and are allowed. */
  readonly laterRevisions: number;
}

/** What the whole file is worth: the least of its signatures. */
export interface Validation extends Conclusion {
  /** The time for which it was checked, epoch milliseconds. */
  readonly at: number;
  readonly length: number;
  readonly revisions: number | null;
  readonly signatures: readonly ValidatedSignature[];
}
