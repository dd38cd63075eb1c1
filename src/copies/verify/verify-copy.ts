import { createHash, type Hash } from 'node:crypto';
import type { Code } from '../../common/codes/index.ts';
import { ok, type Result } from '../../common/result.ts';
import { type CopyDocument, documentOf } from '../cos/document.ts';
import { readSections, type Section } from '../cos/read-sections.ts';
import { clockSkewMs, type RevocationAt } from '../extend/certificate-status.ts';
import { readTimestampToken, type TimestampToken } from '../extend/timestamp-token.ts';
import { checkForeignCms } from '../foreign/cms.ts';
import { readForeignRevision } from '../foreign/revision.ts';
import { readMixedSections } from '../foreign/sections.ts';
import { fieldNames } from '../sign/field-objects.ts';
import type { PdfFile } from '../validation/pdf/document.ts';
import { baseIsOurs } from './base-check.ts';
import { readCertificate } from './certificate.ts';
import { checkChain } from './chain.ts';
import { type CmsFound, checkCms } from './cms-check.ts';
import { readLater, type TimestampPlace } from './later-revisions.ts';
import { materialBelongs, type Path, pathRevocation } from './material-check.ts';
import {
  type ExpectedSignature,
  type Level,
  missingSignature,
  type SignatureReport,
  type TimestampReport,
  type VerificationPolicy,
  type VerificationReport,
} from './report.ts';
import { readRevision, type SignatureFound } from './revision-check.ts';
import { checkTimestampChain } from './timestamp-check.ts';

/**
 * Verifies a copy that this station composed and signed. All is refused that is not expected: the file is the base and
 * exactly one revision for each expected signature, every byte belongs to one of them, each revision holds its signature
 * and nothing else, each signature covers everything before it. After the seal there may be what extends the copy: a
 * time-stamp, a store of validation material, a second time-stamp. Revocation is known only from that store.
 */
export function verifyCopy(pdf: Uint8Array, policy: VerificationPolicy): VerificationReport {
  return examineCopy(pdf, policy).report;
}

/** What verification found, with the certificate paths whose status decides how long the copy can be proven. */
export interface Examination {
  readonly report: VerificationReport;
  /** Of the signers, then of the first time-stamp; of those that are valid. */
  readonly paths: readonly Path[];
}

/** `verifyCopy` with the paths. */
export function examineCopy(pdf: Uint8Array, policy: VerificationPolicy): Examination {
  const read = readAll(pdf, policy);
  if (!read.ok) return refused(policy, read.error.code);
  const [baseSection, ...revisions] = read.value.sections;
  const base = documentOf(baseSection === undefined ? [] : [baseSection]);
  if (!base.ok) return refused(policy, base.error.code);
  if (!baseIsOurs(pdf, base.value)) return refused(policy, 'COPY-FORM-UNKNOWN');

  const digests = new Digests(pdf);
  const turns: Turn[] = [];
  let before = base.value;
  for (const [index, expected] of policy.expected.entries()) {
    const section = revisions[index];
    if (section === undefined) {
      turns.push({ expected });
      continue;
    }
    const found = readSignature(pdf, read.value.file, before, section, expected);
    const after = documentOf([...before.sections, section]);
    if (found === undefined || !after.ok) {
      const sofar = turns.map((turn) => checkSignature(pdf, turn, policy, policy.at).report);
      return refused(policy, 'COPY-REVISION-NOT-ALLOWED', sofar, before);
    }
    turns.push({ expected, section, found, revision: index + 1, digest: digests.upTo(found, section.end) });
    before = after.value;
  }
  const rest = revisions.slice(policy.expected.length);
  const sealed = policy.expected.at(-1)?.role === 'seal';
  const foreign = rest.some((section) => section.foreign);
  const later = foreign ? undefined : sealed || rest.length === 0 ? readLater(pdf, before, rest) : undefined;
  const proof = checkProof(later?.timestamps ?? [], digests, policy);
  const checked = inOrder(turns.map((turn) => checkSignature(pdf, turn, policy, proof.provenAt)));
  const paths = [...checked, ...proof.stamps.slice(0, 1)].flatMap((each) =>
    each.path === undefined ? [] : [each.path],
  );
  const status = (path: Path | undefined): RevocationAt =>
    later?.material === undefined || path === undefined || proof.code !== undefined
      ? 'not-checked'
      : pathRevocation(later.material, path, proof.provenAt, proof.knownAt);
  const signatures = checked.map(({ report, path }) => withRevocation(report, status(path)));
  const stamped = status(proof.stamps[0]?.path);
  const strange = later?.material !== undefined && !materialBelongs(later.material, paths);
  const code =
    (later === undefined ? 'COPY-REVISION-NOT-ALLOWED' : undefined) ??
    signatures.find((each) => each.status === 'invalid')?.code ??
    proof.code ??
    (stamped === 'revoked' ? 'COPY-TIMESTAMP-INVALID' : strange ? 'COPY-REVISION-NOT-ALLOWED' : undefined);
  const complete = code === undefined && policy.expected.length > 0;
  const proven = [stamped, ...signatures.map((each) => each.revocation)].every((each) => each === 'good');
  const report: VerificationReport = {
    complete,
    ...(code === undefined ? {} : { code }),
    pageCount: base.value.pageNumbers.length,
    level: complete ? levelOf(proof.stamps.length, proven) : null,
    timestamps: proof.code === undefined ? proof.stamps.map((each) => each.report) : [],
    signatures,
  };
  return { report, paths };
}

/** Only where a signature of another program is expected is any spelling but ours read. */
function readAll(
  pdf: Uint8Array,
  policy: VerificationPolicy,
): Result<{ sections: readonly Section[]; file?: PdfFile }> {
  if (policy.expected.some(({ provider }) => provider === 'vgca')) return readMixedSections(pdf);
  const own = readSections(pdf);
  return own.ok ? ok({ sections: own.value }) : own;
}

/** The signature of one revision, read by the rules of whoever is expected to have made it. */
function readSignature(
  pdf: Uint8Array,
  file: PdfFile | undefined,
  before: CopyDocument,
  section: Section,
  expected: ExpectedSignature,
): SignatureFound | undefined {
  if (expected.provider === 'vgca' && file !== undefined) {
    return readForeignRevision(file, before.sections.length, before, section);
  }
  return section.foreign ? undefined : readRevision(pdf, before, section, fieldNames[expected.role]);
}

/** Material that leaves a certificate unknown lifts a copy no higher than its first time-stamp. */
function levelOf(stamps: number, proven: boolean): Level {
  if (stamps === 0) return 'B-B';
  if (!proven) return 'B-T';
  return stamps === 1 ? 'B-LT' : 'B-LTA';
}

/** An expected signature and what of it stands in the file. */
interface Turn {
  readonly expected: ExpectedSignature;
  readonly section?: Section;
  readonly found?: SignatureFound;
  readonly revision?: number;
  readonly digest?: Buffer;
}

interface Checked {
  readonly report: SignatureReport;
  readonly path?: Path;
}

/** Signer and seal are two: one certificate cannot stand for both. */
function inOrder(checked: readonly Checked[]): Checked[] {
  return checked.map((each, index) => {
    const earlier = checked.slice(0, index).map((other) => other.report);
    return sameAsEarlier(each.report, earlier) ? { report: invalid(each.report, 'COPY-SIGNER-UNEXPECTED') } : each;
  });
}

function withRevocation(report: SignatureReport, revocation: RevocationAt): SignatureReport {
  if (report.status === 'invalid') return report;
  const known = { ...report, revocation };
  return revocation === 'revoked' ? invalid(known, 'COPY-CERTIFICATE-REVOKED') : known;
}

interface Stamp {
  readonly report: TimestampReport;
  readonly path: Path;
}

interface Proof {
  /** The valid time-stamps up to the first that is not. */
  readonly stamps: readonly Stamp[];
  readonly code?: Code;
  /** The moment at which the signatures are known to have stood, and the one at which what followed is. */
  readonly provenAt: number;
  readonly knownAt: number;
}

/**
 * Checks the time-stamps from the newest down: each proves that what it covers stood at its moment, for which then the
 * certificates of the one before are judged.
 */
function checkProof(places: readonly TimestampPlace[], digests: Digests, policy: VerificationPolicy): Proof {
  const anchors = policy.timestampAnchors ?? policy.trustAnchors;
  const read = places.map((place) => {
    const token = readTimestampToken(place.contents);
    return { token, digest: digests.upTo(place, place.section.end), contents: place.contents };
  });
  const stamps: Stamp[] = [];
  let at = policy.at;
  for (const { token, digest, contents } of read.toReversed()) {
    const code = token === undefined ? 'COPY-TIMESTAMP-INVALID' : strangeToken(token, digest, contents);
    const path = token === undefined || code !== undefined ? undefined : checkTimestampChain(token, anchors, at);
    if (token === undefined || path === undefined || !path.ok || token.at > at + clockSkewMs) {
      return { stamps: [], code: code ?? 'COPY-TIMESTAMP-INVALID', provenAt: policy.at, knownAt: policy.at };
    }
    const authority = path.value[0];
    const certificateSha256 = authority?.sha256 ?? '';
    const report = { at: token.at, authorityCommonName: authority?.commonName ?? null, certificateSha256 };
    stamps.unshift({ report, path: path.value });
    at = token.at;
  }
  return { stamps, provenAt: at, knownAt: stamps[1]?.report.at ?? policy.at };
}

function strangeToken(token: TimestampToken, digest: Buffer, contents: Uint8Array): Code | undefined {
  if (contents.subarray(token.length).some((octet) => octet !== 0)) return 'COPY-BYTES-UNACCOUNTED';
  return Buffer.compare(token.imprint, digest) === 0 ? undefined : 'COPY-TIMESTAMP-INVALID';
}

/** @param at  the moment for which the certificates are judged */
function checkSignature(pdf: Uint8Array, turn: Turn, policy: VerificationPolicy, at: number): Checked {
  const { expected, section, found, revision, digest } = turn;
  const missing = missingSignature(expected.role, 'COPY-SIGNATURE-MISSING');
  if (section === undefined || found === undefined || revision === undefined || digest === undefined) {
    return { report: missing };
  }
  const nobody = { ...missingSignature(expected.role, 'COPY-SIGNATURE-INVALID'), coversRevision: revision };
  const [start, before, after, length] = found.byteRange;
  const contentsEnd = found.contentsAt + 2 + 2 * found.contents.length;
  if (start !== 0 || before !== found.contentsAt || after !== contentsEnd || after + length !== section.end) {
    return { report: nobody };
  }
  const cms = holds(pdf, found, digest);
  if (!cms.ok) return { report: invalid(nobody, cms.error.code) };
  const facts = readCertificate(cms.value.certificate);
  if (facts === undefined) return { report: invalid(nobody, 'COPY-CERTIFICATE-UNSUITABLE') };
  const { code: _, ...known } = nobody;
  const report: SignatureReport = {
    ...known,
    subjectCommonName: facts.commonName,
    certificateSha256: facts.sha256,
    serialHex: facts.serialHex,
    claimedAt: found.claimedAt,
    pades: cms.value.pades,
    status: 'valid',
  };
  if (expected.certificateSha256 !== undefined && expected.certificateSha256 !== facts.sha256) {
    return { report: invalid(report, 'COPY-SIGNER-UNEXPECTED') };
  }
  const spare = [...cms.value.spare, ...(policy.intermediates ?? [])];
  const chain = checkChain(facts, cms.value.chain, policy.trustAnchors, at, spare);
  return chain.ok ? { report, path: chain.value } : { report: invalid(report, chain.error.code) };
}

interface Holding extends CmsFound {
  /** Authorities that may stand on the path and need not. */
  readonly spare: readonly Uint8Array[];
  readonly pades: boolean;
}

/** Whether the CMS holds: ours in its one form, that of another program by its profile. */
function holds(pdf: Uint8Array, { contents, byteRange, foreign }: SignatureFound, digest: Buffer): Result<Holding> {
  if (foreign === undefined) {
    const own = checkCms(contents, digest);
    return own.ok ? ok({ ...own.value, spare: [], pades: true }) : own;
  }
  const [, before, after, length] = byteRange;
  const cms = checkForeignCms(
    contents,
    [pdf.subarray(0, before), pdf.subarray(after, after + length)],
    foreign.subFilter,
  );
  return cms.ok ? ok({ ...cms.value, chain: [] }) : cms;
}

const invalid = (report: SignatureReport, code: Code): SignatureReport => ({ ...report, status: 'invalid', code });

function sameAsEarlier(report: SignatureReport, earlier: readonly SignatureReport[]): boolean {
  return report.status === 'valid' && earlier.some((each) => each.certificateSha256 === report.certificateSha256);
}

/** A report on a file whose form is wrong: what could not be reached is invalid for the same reason. */
function refused(
  policy: VerificationPolicy,
  code: Code,
  signatures: readonly SignatureReport[] = [],
  document?: CopyDocument,
): Examination {
  const rest = policy.expected.slice(signatures.length).map(({ role }) => missingSignature(role, code));
  const report: VerificationReport = {
    complete: false,
    code,
    pageCount: document?.pageNumbers.length ?? null,
    level: null,
    timestamps: [],
    signatures: [...signatures, ...rest],
  };
  return { report, paths: [] };
}

/** SHA-256 over growing byte ranges; what two of them share is hashed once. */
class Digests {
  readonly #pdf: Uint8Array;
  readonly #shared: Hash = createHash('sha256');
  #done = 0;

  constructor(pdf: Uint8Array) {
    this.#pdf = pdf;
  }

  /** Over everything to `end` but the angle brackets of `/Contents` and what is between them. */
  upTo(found: Pick<SignatureFound, 'contentsAt' | 'contents'>, end: number): Buffer {
    this.#shared.update(this.#pdf.subarray(this.#done, found.contentsAt));
    this.#done = found.contentsAt;
    const contentsEnd = found.contentsAt + 2 + 2 * found.contents.length;
    return this.#shared.copy().update(this.#pdf.subarray(contentsEnd, end)).digest();
  }
}
