import type { Code } from '../../common/codes/index.ts';
import type { RevocationAt } from '../extend/certificate-status.ts';

/** Who signs a copy, in this order. */
export const signatureRoles = ['signer', 'seal'] as const;
export type SignatureRole = (typeof signatureRoles)[number];

/** What makes signatures: the station's own token host, or the government signing client on an officer's PC. */
export const signatureProviders = ['pkcs11', 'vgca'] as const;
export type SignatureProvider = (typeof signatureProviders)[number];

/** One signature that must be there. */
export interface ExpectedSignature {
  readonly role: SignatureRole;
  /** SHA-256 of the one certificate allowed, in lower-case hexadecimal; any trusted one when left out. */
  readonly certificateSha256?: string;
  /** What made it; this station's own token host when left out. */
  readonly provider?: SignatureProvider;
}

export interface VerificationPolicy {
  /** Exactly these revisions, in this order: one entry before the seal, two after. */
  readonly expected: readonly ExpectedSignature[];
  /** Root certificates, DER. None means that nothing is trusted. */
  readonly trustAnchors: readonly Uint8Array[];
  /** Authorities between signers and anchors, DER, that signatures may leave out. */
  readonly intermediates?: readonly Uint8Array[];
  /** Roots of time-stamping authorities, DER; those of the signers when left out. */
  readonly timestampAnchors?: readonly Uint8Array[];
  /**
   * The moment for which certificates must be in their term, epoch milliseconds. Where a time-stamp proves an earlier
   * one, that one counts for what it covers.
   */
  readonly at: number;
}

export interface SignatureReport {
  readonly role: SignatureRole;
  /** Null where no certificate could be read. */
  readonly subjectCommonName: string | null;
  readonly certificateSha256: string | null;
  readonly serialHex: string | null;
  /** The revision it signs, from 1; null where it is missing. */
  readonly coversRevision: number | null;
  /** The time that the signer claims (`/M`), epoch milliseconds. Nothing proves it. */
  readonly claimedAt: number | null;
  readonly status: 'valid' | 'invalid';
  /** Why it is invalid. */
  readonly code?: Code;
  /** As of the first time-stamp, from what the copy carries. Without that it is unknown, and unknown is never good. */
  readonly revocation: RevocationAt;
  /** Whether it has the form of EN 319 142-1. One that has not is no less valid, and is said to be so. */
  readonly pades: boolean;
}

/** How long a copy can be proven (EN 319 142-1 §6): see `VerificationReport.level`. */
export const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type Level = (typeof levels)[number];

/** A document time-stamp that is valid. */
export interface TimestampReport {
  /** The moment that it proves, epoch milliseconds. */
  readonly at: number;
  readonly authorityCommonName: string | null;
  readonly certificateSha256: string;
}

export interface VerificationReport {
  /** Every byte is accounted for and exactly the expected signatures are valid. */
  readonly complete: boolean;
  /** The first reason why it is not. */
  readonly code?: Code;
  /** Pages in the file, the attestation page included; null where it could not be read. */
  readonly pageCount: number | null;
  /**
   * What a complete copy has reached: two signatures; a time-stamp over them; all that shows every certificate good at that
   * moment; a time-stamp over that. Null for a copy that is not complete.
   */
  readonly level: Level | null;
  /** The valid time-stamps, oldest first. */
  readonly timestamps: readonly TimestampReport[];
  readonly signatures: readonly SignatureReport[];
}

/** The report on a signature of which nothing can be said but why. */
export function missingSignature(role: SignatureRole, code: Code): SignatureReport {
  const unknown = { subjectCommonName: null, certificateSha256: null, serialHex: null, claimedAt: null };
  return { role, ...unknown, coversRevision: null, status: 'invalid', code, revocation: 'not-checked', pades: true };
}
