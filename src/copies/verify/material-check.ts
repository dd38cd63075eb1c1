import { type CertificateStatus, type RevocationAt, revocationAt } from '../extend/certificate-status.ts';
import type { ValidationMaterial } from '../extend/increment-objects.ts';
import { readStatusResponse } from '../extend/ocsp-response.ts';
import { readRevocationList } from '../extend/revocation-list.ts';
import { type CertificateFacts, readCertificate } from './certificate.ts';
import { issued } from './chain.ts';

export type Path = readonly CertificateFacts[];

const maxItems = 32;

/**
 * Whether the store holds what proves these paths and nothing else: certificates on them or above them, and statements
 * that their authorities signed about them, none twice.
 */
export function materialBelongs(material: ValidationMaterial, paths: readonly Path[]): boolean {
  const { certificates, responses, lists } = material;
  const items = [...certificates, ...responses, ...lists];
  if (
    items.length > maxItems ||
    new Set(items.map((each) => Buffer.from(each).toString('base64'))).size !== items.length
  ) {
    return false;
  }
  const facts = certificates.map(readCertificate).filter((each) => each !== undefined);
  if (facts.length !== certificates.length) return false;
  const known = new Map(paths.flat().map((each) => [each.sha256, each]));
  for (let grown = true; grown; ) {
    const above = facts.find(
      (each) => !known.has(each.sha256) && [...known.values()].some((one) => issued(each, one, 0)),
    );
    if (above !== undefined) known.set(above.sha256, above);
    grown = above !== undefined;
  }
  const pairs = [...new Map(paths.flatMap(pairsOf).map((pair) => [pair[0].sha256, pair])).values()];
  return (
    facts.every((each) => known.has(each.sha256)) &&
    responses.every((each) => pairs.some(([subject, issuer]) => readStatusResponse(each, subject, issuer))) &&
    lists.every((each) => pairs.some(([subject, issuer]) => readRevocationList(each, subject, issuer)))
  );
}

/** Each certificate of a path with the one that issued it: those whose status must be known. The anchor has none. */
export function pairsOf(path: Path): (readonly [CertificateFacts, CertificateFacts])[] {
  return path.slice(0, -1).flatMap((subject, index) => {
    const issuer = path[index + 1];
    return issuer === undefined ? [] : [[subject, issuer] as const];
  });
}

/** What the store says about a whole path at the moment `at`; good only where every certificate of it is. */
export function pathRevocation(material: ValidationMaterial, path: Path, at: number, known: number): RevocationAt {
  const each = pairsOf(path).map(([subject, issuer]) => {
    const statements: (CertificateStatus | undefined)[] = [
      ...material.responses.map((bytes) => readStatusResponse(bytes, subject, issuer)),
      ...material.lists.map((bytes) => readRevocationList(bytes, subject, issuer)),
    ];
    const read = statements.filter((statement) => statement !== undefined);
    return revocationAt(read, at, known);
  });
  if (each.includes('revoked')) return 'revoked';
  return each.length > 0 && each.every((status) => status === 'good') ? 'good' : 'not-checked';
}
