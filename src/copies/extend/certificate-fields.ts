import { childrenOf, type DerElement, readElement, readElements } from '../der/read.ts';
import { bitString, contentOf, isOid, orUndefined } from '../der/values.ts';

/** The parts of a certificate that time stamping and revocation need, octet by octet (RFC 5280 §4.1). */
export interface CertificateFields {
  readonly serial: DerElement;
  readonly issuer: DerElement;
  readonly subject: DerElement;
  /** The subject's public key without its algorithm: what OCSP calls the key and hashes. */
  readonly key: Uint8Array;
  readonly extensions: readonly Extension[];
}

export interface Extension {
  readonly type: DerElement;
  readonly critical: boolean;
  /** DER of the extension's own type. */
  readonly value: Uint8Array;
}

const oid = {
  keyUsage: '2.5.29.15',
  distributionPoints: '2.5.29.31',
  extendedKeyUsage: '2.5.29.37',
  authorityAccess: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** Undefined for what is no certificate in DER. */
export function certificateFields(der: Uint8Array): CertificateFields | undefined {
  return orUndefined(() => {
    const all = childrenOf(childrenOf(readElement(der), 0x30)[0], 0x30);
    const [serial, , issuer, , subject, keyInfo, ...rest] = all[0]?.tag === 0xa0 ? all.slice(1) : all;
    if (serial?.tag !== 0x02 || issuer?.tag !== 0x30 || subject?.tag !== 0x30) return undefined;
    const key = bitString(childrenOf(keyInfo, 0x30)[1]);
    const wrapped = rest.find((each) => each.tag === 0xa3);
    return { serial, issuer, subject, key, extensions: wrapped === undefined ? [] : readExtensions(wrapped.content) };
  });
}

/** The Extensions that begin at `bytes` (RFC 5280 §4.1.2.9). */
export function readExtensions(bytes: Uint8Array): Extension[] {
  return childrenOf(readElement(bytes), 0x30).map((each) => {
    const parts = childrenOf(each, 0x30);
    const [type, flag] = parts;
    const critical = flag?.tag === 0x01 && flag.content[0] === 0xff;
    if (type === undefined) return { type: each, critical: true, value: each.content };
    return { type, critical, value: contentOf(parts.at(-1), 0x04) };
  });
}

const find = (fields: CertificateFields, type: string): Extension | undefined =>
  fields.extensions.find((each) => isOid(each.type, type));

/** Whether a certificate may stamp times and nothing else, as RFC 3161 §2.3 asks: critical, and its only purpose. */
export function mayStampTimes(der: Uint8Array): boolean {
  return onlyPurpose(der, oid.timeStamping, true);
}

/** Whether an authority made the certificate to answer for its certificates' status (RFC 6960 §4.2.2.2). */
export function maySignStatus(der: Uint8Array): boolean {
  return onlyPurpose(der, oid.ocspSigning, false);
}

function onlyPurpose(der: Uint8Array, purpose: string, mustBeCritical: boolean): boolean {
  const fields = certificateFields(der);
  const usage = fields === undefined ? undefined : find(fields, oid.extendedKeyUsage);
  if (usage === undefined || (mustBeCritical && !usage.critical)) return false;
  const purposes = orUndefined(() => childrenOf(readElement(usage.value), 0x30)) ?? [];
  return purposes.length === 1 && isOid(purposes[0], purpose);
}

/** Whether an authority's key may sign revocation lists (cRLSign, bit 6 of the key usage). */
export function maySignLists(der: Uint8Array): boolean {
  const fields = certificateFields(der);
  const usage = fields === undefined ? undefined : find(fields, oid.keyUsage);
  return usage?.value[0] === 0x03 && ((usage.value[3] ?? 0) & 0x02) !== 0;
}

/** Where a certificate says that its status can be asked: addresses of responders and of revocation lists. */
export interface StatusAddresses {
  readonly responders: readonly string[];
  readonly lists: readonly string[];
}

const mostAddresses = 4;

export function statusAddresses(der: Uint8Array): StatusAddresses {
  const fields = certificateFields(der);
  if (fields === undefined) return { responders: [], lists: [] };
  const [access, points] = [find(fields, oid.authorityAccess), find(fields, oid.distributionPoints)];
  const responders = orUndefined(() =>
    childrenOf(access === undefined ? undefined : readElement(access.value), 0x30)
      .map((each) => childrenOf(each, 0x30))
      .filter(([method]) => isOid(method, oid.ocsp))
      .flatMap(([, location]) => location ?? []),
  );
  const lists = orUndefined(() =>
    childrenOf(points === undefined ? undefined : readElement(points.value), 0x30)
      .flatMap((point) => childrenOf(point, 0x30).filter((part) => part.tag === 0xa0))
      .flatMap((place) => readElements(place.content).filter((part) => part.tag === 0xa0))
      .flatMap((names) => readElements(names.content)),
  );
  return { responders: addresses(responders), lists: addresses(lists) };
}

/** The uniformResourceIdentifiers ([6]) among general names. */
function addresses(names: readonly DerElement[] | undefined): string[] {
  const found = (names ?? []).filter((name) => name.tag === 0x86);
  return found.map((name) => Buffer.from(name.content).toString('latin1')).slice(0, mostAddresses);
}
