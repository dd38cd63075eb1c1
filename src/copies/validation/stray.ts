import { type Certificate, issuedBy, readCertificate } from './evidence/certificate.ts';
import type { Cms } from './evidence/cms.ts';
import { askList } from './evidence/revocation.ts';
import type { Evidence } from './path.ts';

/**
 * Whether something rides along in the unsigned part of a CMS that its own paths do not need: a certificate that cannot
 * be read, or is neither on a path nor truly above one; a list that says nothing of a path; an unknown attribute.
 * Nobody signed that part, so it may hold nothing that is not accounted for.
 *
 * @param paths  those of the signer and of its timestamp, each from the certificate to the anchor
 */
export function carriesStray(cms: Cms, paths: readonly (readonly Certificate[])[], evidence: Evidence): boolean {
  if (cms.strangeAttributes) return true;
  const known = new Map(paths.flat().map((each) => [each.sha256, each]));
  const pool = [...evidence.anchors.map(({ certificate }) => certificate), ...evidence.certificates];
  const carried = cms.carried.certificates.map(readCertificate);
  for (let grown = true; grown; ) {
    const above = carried.find(
      (each) =>
        each !== undefined &&
        !known.has(each.sha256) &&
        [...known.values()].some((one) => issuedBy(one, each) === 'yes') &&
        [...pool, each].some((issuer) => issuedBy(each, issuer) === 'yes'),
    );
    if (above !== undefined) known.set(above.sha256, above);
    grown = above !== undefined;
  }
  if (carried.some((each) => each === undefined || !known.has(each.sha256))) return true;
  const pairs = paths.flatMap((path) => path.slice(0, -1).map((subject, index) => [subject, path[index + 1]] as const));
  return !cms.carried.lists.every((list) =>
    pairs.some(([subject, issuer]) => issuer !== undefined && askList(list, subject, issuer) !== undefined),
  );
}
