import { createHash, type Hash } from 'node:crypto';
import type { Code } from '../../common/codes/index.ts';
import { type CopyDocument, documentOf } from '../cos/document.ts';
import { readSections, type Section } from '../cos/read-sections.ts';
import { fieldNames } from '../sign/field-objects.ts';
import { baseIsOurs } from './base-check.ts';
import { readCertificate } from './certificate.ts';
import { checkChain } from './chain.ts';
import { checkCms } from './cms-check.ts';
import {
  type ExpectedSignature,
  missingSignature,
  type SignatureReport,
  type VerificationPolicy,
  type VerificationReport,
} from './report.ts';
import { readRevision, type SignatureFound } from './revision-check.ts';

/**
 * Verifies a copy that this station composed and signed. All is refused that is not expected: the file is the base and
 * exactly one revision for each expected signature, every byte belongs to one of them, each revision holds its signature
 * and nothing else, each signature covers everything before it. Revocation is never known here.
 */
export function verifyCopy(pdf: Uint8Array, policy: VerificationPolicy): VerificationReport {
  const sections = readSections(pdf);
  if (!sections.ok) return refused(policy, sections.error.code);
  const [baseSection, ...revisions] = sections.value;
  const base = documentOf(baseSection === undefined ? [] : [baseSection]);
  if (!base.ok) return refused(policy, base.error.code);
  if (!baseIsOurs(pdf, base.value)) return refused(policy, 'COPY-FORM-UNKNOWN');

  const digests = new Digests(pdf);
  const signatures: SignatureReport[] = [];
  let before = base.value;
  for (const [index, expected] of policy.expected.entries()) {
    const section = revisions[index];
    if (section === undefined) {
      signatures.push(missingSignature(expected.role, 'COPY-SIGNATURE-MISSING'));
      continue;
    }
    const found = readRevision(pdf, before, section, fieldNames[expected.role]);
    const after = documentOf([...before.sections, section]);
    if (found === undefined || !after.ok) return refused(policy, 'COPY-REVISION-NOT-ALLOWED', signatures, before);
    const report = checkSignature(section, found, index + 1, expected, policy, digests);
    signatures.push(sameAsEarlier(report, signatures) ? invalid(report, 'COPY-SIGNER-UNEXPECTED') : report);
    before = after.value;
  }
  const extra = revisions.length > policy.expected.length ? 'COPY-REVISION-NOT-ALLOWED' : undefined;
  const code = extra ?? signatures.find((each) => each.status === 'invalid')?.code;
  const complete = code === undefined && policy.expected.length > 0;
  const pageCount = base.value.pageNumbers.length;
  return { complete, ...(code === undefined ? {} : { code }), pageCount, signatures };
}

function checkSignature(
  section: Section,
  found: SignatureFound,
  revision: number,
  expected: ExpectedSignature,
  policy: VerificationPolicy,
  digests: Digests,
): SignatureReport {
  const digest = digests.upTo(found, section.end);
  const nobody = { ...missingSignature(expected.role, 'COPY-SIGNATURE-INVALID'), coversRevision: revision };
  const [start, before, after, length] = found.byteRange;
  const contentsEnd = found.contentsAt + 2 + 2 * found.contents.length;
  if (start !== 0 || before !== found.contentsAt || after !== contentsEnd || after + length !== section.end) {
    return nobody;
  }
  const cms = checkCms(found.contents, digest);
  if (!cms.ok) return invalid(nobody, cms.error.code);
  const facts = readCertificate(cms.value.certificate);
  if (facts === undefined) return invalid(nobody, 'COPY-CERTIFICATE-UNSUITABLE');
  const { code: _, ...known } = nobody;
  const report: SignatureReport = {
    ...known,
    subjectCommonName: facts.commonName,
    certificateSha256: facts.sha256,
    serialHex: facts.serialHex,
    claimedAt: found.claimedAt,
    status: 'valid',
  };
  if (expected.certificateSha256 !== undefined && expected.certificateSha256 !== facts.sha256) {
    return invalid(report, 'COPY-SIGNER-UNEXPECTED');
  }
  const chain = checkChain(facts, cms.value.chain, policy.trustAnchors, policy.at);
  return chain.ok ? report : invalid(report, chain.error.code);
}

const invalid = (report: SignatureReport, code: Code): SignatureReport => ({ ...report, status: 'invalid', code });

/** Signer and seal are two: one certificate cannot stand for both. */
function sameAsEarlier(report: SignatureReport, earlier: readonly SignatureReport[]): boolean {
  return report.status === 'valid' && earlier.some((each) => each.certificateSha256 === report.certificateSha256);
}

/** A report on a file whose form is wrong: what could not be reached is invalid for the same reason. */
function refused(
  policy: VerificationPolicy,
  code: Code,
  signatures: readonly SignatureReport[] = [],
  document?: CopyDocument,
): VerificationReport {
  const rest = policy.expected.slice(signatures.length).map(({ role }) => missingSignature(role, code));
  return {
    complete: false,
    code,
    pageCount: document?.pageNumbers.length ?? null,
    signatures: [...signatures, ...rest],
  };
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
  upTo(found: SignatureFound, end: number): Buffer {
    this.#shared.update(this.#pdf.subarray(this.#done, found.contentsAt));
    this.#done = found.contentsAt;
    const contentsEnd = found.contentsAt + 2 + 2 * found.contents.length;
    return this.#shared.copy().update(this.#pdf.subarray(contentsEnd, end)).digest();
  }
}
