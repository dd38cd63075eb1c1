/** What a file from outside may cost. A file over a limit is not validated, which is never the same as valid. */
export const limits = {
  fileBytes: 64 * 1024 * 1024,
  revisions: 64,
  objects: 300_000,
  /** Of arrays and dictionaries in one object. */
  depth: 40,
  nameBytes: 512,
  inflatedBytes: 64 * 1024 * 1024,
  pages: 20_000,
  fields: 2_000,
  signatures: 32,
  /** Of a CMS, a revocation list or an OCSP answer. */
  evidenceBytes: 16 * 1024 * 1024,
  certificates: 200,
  authorities: 6,
  pathsTried: 200,
} as const;

/** Why a file or a part of it is not read further. Caught inside this room. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, detail = '') {
    super(`${reason} ${detail}`);
    this.reason = reason;
  }
}

export type UnreadableReason = 'not-a-pdf' | 'malformed' | 'encrypted' | 'too-large';
