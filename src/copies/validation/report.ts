import type { ChangeFault } from './changes.ts';
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

/** A certificate on the way from a signer to an anchor. */
export interface ChainLink {
  readonly commonName: string | null;
  readonly sha256: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What one save of the file after the first signature did to it. */
export interface RevisionReport {
  /** From 1. */
  readonly revision: number;
  readonly adds: readonly ('signature' | 'timestamp' | 'evidence')[];
  /** Where it changed what it may not; null when all of it is allowed. */
  readonly fault: ChangeFault | null;
}

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
  /** Whether the bytes are those that were signed, whoever signed them. */
  readonly integrity: 'intact' | 'broken' | 'unknown';
  /** From the signer to the anchor; empty where none was reached. */
  readonly chain: readonly ChainLink[];
  /** Revisions that were added later. */
  readonly laterRevisions: number;
}

/** What the whole file is worth: the least of its signatures. */
export interface Validation extends Conclusion {
  /** The time for which it was checked, epoch milliseconds. */
  readonly at: number;
  readonly length: number;
  readonly revisions: number | null;
  readonly signatures: readonly ValidatedSignature[];
  /** The revisions after the first that is signed. */
  readonly changes: readonly RevisionReport[];
}

/** A status that nothing at hand tells, of a certificate that leads to an anchor: DER of it and of its issuer. */
export interface MissingStatus {
  readonly name: string | null;
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
}

/** A validation, and what would have to be asked to conclude more. */
export interface Examined {
  readonly validation: Validation;
  readonly missing: readonly MissingStatus[];
  /** Behind the last byte of each revision, oldest first. */
  readonly ends: readonly number[];
}
