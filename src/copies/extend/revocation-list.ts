import { childrenOf, type DerElement, readElement } from '../der/read.ts';
import { bitString, instant, orUndefined, sameElement } from '../der/values.ts';
import type { CertificateFacts } from '../verify/certificate.ts';
import { certificateFields, maySignLists, readExtensions } from './certificate-fields.ts';
import type { CertificateStatus } from './certificate-status.ts';
import { signatureHolds } from './signed-bytes.ts';

/**
 * What a CRL (RFC 5280 §5) says about `subject`: a complete list, signed by the issuer itself. Undefined for anything else;
 * one with a critical extension (a part of a list, or changes to one) tells nothing here.
 */
export function readRevocationList(
  bytes: Uint8Array,
  subject: CertificateFacts,
  issuer: CertificateFacts,
): CertificateStatus | undefined {
  return orUndefined(() => {
    const outer = readElement(bytes);
    const [list, algorithm, signature, ...more] = childrenOf(outer, 0x30);
    const [authority, certificate] = [certificateFields(issuer.x509.raw), certificateFields(subject.x509.raw)];
    if (list === undefined || more.length > 0 || outer.whole.length !== bytes.length) return undefined;
    if (authority === undefined || certificate === undefined || !maySignLists(issuer.x509.raw)) return undefined;
    const all = childrenOf(list, 0x30);
    const [inside, name, thisUpdate, ...rest] = all[0]?.tag === 0x02 ? all.slice(1) : all;
    if (!sameElement(name, authority.subject) || !sameElement(certificate.issuer, authority.subject)) return undefined;
    if (!sameElement(inside, algorithm)) return undefined;
    if (!signatureHolds(list.whole, algorithm, bitString(signature), issuer.x509.publicKey)) return undefined;
    const next = rest.find((each) => each.tag === 0x17 || each.tag === 0x18);
    const extensions = rest.find((each) => each.tag === 0xa0);
    if (extensions !== undefined && readExtensions(extensions.content).some((each) => each.critical)) return undefined;
    const times = {
      thisUpdate: instant(thisUpdate),
      ...(next === undefined ? {} : { nextUpdate: instant(next) }),
    };
    const entries = rest.find((each) => each.tag === 0x30);
    const revokedAt = entries === undefined ? undefined : dateOf(entries.content, certificate.serial);
    return revokedAt === undefined ? { status: 'good', ...times } : { status: 'revoked', revokedAt, ...times };
  });
}

/** The revocation date of one serial number among the entries, which can be many thousands. */
function dateOf(entries: Uint8Array, serial: DerElement): number | undefined {
  for (let at = 0; at < entries.length; ) {
    const entry = readElement(entries.subarray(at));
    const [number, date] = childrenOf(entry, 0x30);
    if (sameElement(number, serial)) return instant(date);
    at += entry.whole.length;
  }
  return undefined;
}
