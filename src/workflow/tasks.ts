import type { AttestationModel, Paper, SlipModel, Turn } from '../certification/index.ts';
import type { Result } from '../common/result.ts';
import type { Level } from '../copies/index.ts';
import type { CompactLimits, Fidelity, KeptQuality, NotCompact, SmallPicture } from '../pages/index.ts';
import type { DocumentHandle } from '../store/documents/documents.ts';

/** A page as it was kept: the JPEG's size and the resolution that gives it its true size on paper. */
export interface EncodedPage extends Written {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
}

/** What the worker answers of a page: beside it, pictures for the screens. */
export interface EncodedInSmall extends EncodedPage {
  readonly small: readonly SmallPicture[];
}

/** A page as the scanner left it, and what it is kept as. */
export interface EncodePageTask {
  readonly path: string;
  readonly dpi: number;
  readonly kept: KeptQuality;
  /** Made in the same turn, for the screens. */
  readonly smallWidths: readonly number[];
  readonly into: DocumentHandle;
}

/** A sealed document as written: length and SHA-256 of its bytes in the clear. */
export interface Written {
  readonly length: number;
  readonly sha256: string;
}

/** A kept page to be coded for the copy. */
export interface CodePageTask {
  readonly page: DocumentHandle;
  readonly dpi: number;
  readonly coding: 'standard' | 'compact';
  readonly limits: CompactLimits;
  /** Where the coding goes; nothing is written when the kept page itself will do. */
  readonly into: DocumentHandle;
}

/** How a page was coded; `written` is null for the kept page itself. */
export interface CodedPage {
  readonly form: 'kept' | 'jpeg' | 'mixed';
  readonly written: Written | null;
  readonly fidelity: Fidelity | null;
  readonly notCompact: NotCompact | null;
}

export interface PageImageTask {
  readonly document: DocumentHandle;
  /** Of the picture as it is shown. */
  readonly widthPx: number | null;
  readonly turn: Turn;
}

export interface BaseTask {
  readonly pages: readonly {
    readonly document: DocumentHandle;
    readonly form: 'jpeg' | 'mixed';
    readonly widthPx: number;
    readonly heightPx: number;
    readonly dpi: number;
    readonly turn: Turn;
  }[];
  readonly attestation: AttestationModel;
  readonly title: string;
  readonly keywords: string;
  readonly at: number;
  readonly into: DocumentHandle;
}

/** What makes signatures: the station's own token host, or the government signing client on an officer's PC. */
export type SignatureProvider = 'pkcs11' | 'vgca';

/** Whose signature is expected on a revision: exactly this certificate, used by this provider. */
export interface ExpectedSignature {
  readonly role: 'signer' | 'seal';
  readonly certificateSha256: string;
  readonly provider: SignatureProvider;
}

export interface PrepareTask {
  readonly prefix: DocumentHandle;
  readonly prefixSha256: string;
  readonly role: 'signer' | 'seal';
  readonly image: { readonly document: DocumentHandle; readonly widthMm: number; readonly heightMm: number };
  readonly attestation: AttestationModel;
  readonly signerName: string;
  readonly certificateDer: Uint8Array;
  readonly at: number;
  /** The signatures that must verify on the very bytes that are signed now; none for the first one. */
  readonly expected: readonly ExpectedSignature[];
  readonly trustAnchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
}

/** A revision without its signature: what is appended, and what the token signs. */
export interface PreparedTask {
  readonly increment: Uint8Array;
  readonly byteRange: readonly number[];
  readonly contentsOffset: number;
  /** The DER SET of signed attributes. */
  readonly attributes: Uint8Array;
  /** SHA-256 of the attributes. */
  readonly digest: Uint8Array;
}

export interface CompleteTask {
  readonly prefix: DocumentHandle;
  readonly prefixSha256: string;
  readonly prepared: PreparedTask;
  readonly signature: Uint8Array;
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-sha256';
  readonly certificateDer: Uint8Array;
  readonly chainDer: readonly Uint8Array[];
  readonly into: DocumentHandle;
  readonly expected: readonly ExpectedSignature[];
  readonly trustAnchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly at: number;
}

/** A file that no row names and that may be a signed copy. */
export interface ReadSignedTask {
  readonly document: DocumentHandle;
  readonly trustAnchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  /** The time for which to verify, epoch milliseconds. */
  readonly at: number;
}

/** What a copy says of itself, by its attestation page and its valid signatures. */
export interface SignedCopyRead {
  /** The lines of the attestation page. */
  readonly lines: readonly string[];
  /** How many pages come before it. */
  readonly pages: number;
  /** Nothing was appended to what was composed: nobody has signed it. */
  readonly isBase: boolean;
  /** Signatures over unchanged bytes that lead to an anchor. */
  readonly signatures: number;
  /** What the first of them says, epoch milliseconds; nothing proves it. */
  readonly signedAt: number | null;
}

/** What the verifier says of one signature. */
export interface SignatureReport {
  readonly role: 'signer' | 'seal';
  readonly subjectCommonName: string;
  readonly certificateSha256: string;
  readonly serialHex: string;
  readonly revocation: 'good' | 'revoked' | 'not-checked';
  /** Whether it has the form of PAdES; one of the signing client's usually has not. */
  readonly pades: boolean;
}

/** What the verifier says of a whole copy: how long it can be proven, and when time-stamps prove that it stood. */
export interface Verified extends Written {
  readonly signatures: readonly SignatureReport[];
  readonly level: Level;
  readonly timestamps: readonly { readonly at: number; readonly authority: string }[];
}

export interface VerifyTask {
  readonly document: DocumentHandle;
  readonly expected: readonly ExpectedSignature[];
  readonly trustAnchors: readonly Uint8Array[];
  /** Roots of time-stamping authorities, DER; those of the signers when left out. */
  readonly timestampAnchors?: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly at: number;
  /** Where the caller knows what the bytes before the last revision must be. */
  readonly prefix?: Written;
}

/** A file that came back from the signing client. */
export interface AcceptTask {
  readonly prefix: DocumentHandle;
  readonly prefixSha256: string;
  readonly returned: Uint8Array;
  readonly into: DocumentHandle;
  readonly expected: readonly ExpectedSignature[];
  readonly trustAnchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  /** Where given, the signatures must lead to one of these roots. */
  readonly officialAnchors: readonly Uint8Array[] | null;
  /** The composed page: what the new signature may not cover. */
  readonly attestation: AttestationModel;
  readonly at: number;
}

/** A certificate whose path is asked for. */
export interface PathTask {
  readonly certificateDer: Uint8Array;
  readonly spare: readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
  readonly at: number;
}

/** A slip to be drawn; `qr` holds the rows of its QR code, `1` for a dark module. */
export interface SlipTask {
  readonly model: SlipModel;
  readonly qr: readonly string[] | null;
  readonly paper: Paper;
}

/** Work on pages and PDFs that runs off the main thread. */
export interface OfficeTasks {
  /** Reads a page from the scanner's folder, codes it as JPEG and writes it sealed. */
  encodePage(task: Omit<EncodePageTask, 'smallWidths'>): Promise<Result<EncodedPage>>;
  /** Codes a kept page for the copy; on a thread of its own, so that no scan waits for it. */
  codePage(task: CodePageTask): Promise<Result<CodedPage>>;
  /**
   * A page for a screen, turned; `widthPx` null leaves it as large as it is. Small ones are held in memory, those of a scan
   * from the beginning; the bytes are shared and not to be changed.
   */
  pageImage(task: PageImageTask): Promise<Result<Uint8Array>>;
  /** Reads the image of a signature or a seal and writes its pixels anew, as a PNG. */
  officeImage(task: { bytes: Uint8Array; widthMm: number; heightMm: number }): Promise<Result<{ png: Uint8Array }>>;
  composeBase(task: BaseTask): Promise<Result<Written>>;
  prepare(task: PrepareTask): Promise<Result<PreparedTask>>;
  /** Puts the signature in, verifies the whole file, and only then writes it. */
  complete(task: CompleteTask): Promise<Result<Written & { signatures: readonly SignatureReport[] }>>;
  verify(task: VerifyTask): Promise<Result<Verified>>;
  /** What a file is that no row names. Errors: COPY-… for one that is no copy of ours, STORE-DOCUMENT-DAMAGED. */
  readSigned(task: ReadSignedTask): Promise<Result<SignedCopyRead>>;
  /** Takes a returned file only if it is what was sent with exactly the expected signature behind it; then writes it. */
  accept(task: AcceptTask): Promise<Result<Written & { signatures: readonly SignatureReport[] }>>;
  /** Whether a certificate may sign documents and leads to one of the anchors. */
  checkPath(task: PathTask): Promise<Result<void>>;
  renderSlip(task: SlipTask): Promise<Result<Uint8Array>>;
  /** A document is gone: no picture of it stays in memory. */
  forget(documentId: string): void;
  close(): Promise<void>;
}
