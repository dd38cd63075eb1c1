import { documentOf } from '../cos/document.ts';
import { readSections } from '../cos/read-sections.ts';
import { baseIsOurs } from '../verify/base-check.ts';
import type { PdfFile } from './pdf/document.ts';

/** Signatures of a certified copy: the signer's and the agency's. */
const signaturesOfACopy = 2;

/**
 * Whether the file is a certified copy of a station like this one on which the agency has not signed: rolled back to the
 * signer's revision, or never sealed. Its base is recognised, whatever follows it.
 */
export function isUnsealedCopy(file: PdfFile, found: readonly ({ readonly timestamp: boolean } | string)[]): boolean {
  const signatures = found.filter((each) => typeof each === 'string' || !each.timestamp);
  const [base] = file.revisions;
  if (base === undefined || signatures.length >= signaturesOfACopy) return false;
  const pdf = file.bytes.subarray(0, base.end);
  const sections = readSections(pdf);
  const document = sections.ok ? documentOf(sections.value) : undefined;
  return document?.ok === true && baseIsOurs(pdf, document.value);
}
