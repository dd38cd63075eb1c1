import { createHash, X509Certificate } from 'node:crypto';
import { BasicConstraints, Certificate } from 'pkijs';

/** What the path and the report need of a certificate (RFC 5280). */
export interface CertificateFacts {
  readonly x509: X509Certificate;
  readonly sha256: string;
  readonly serialHex: string;
  readonly commonName: string | null;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Undefined where the extension is absent. */
  readonly usage: { readonly mayVerifyDocuments: boolean; readonly mayVerifyCertificates: boolean } | undefined;
  readonly authority: boolean;
  /** How many authorities may stand below; undefined where the certificate does not say. */
  readonly pathLength: number | undefined;
  /** A critical extension that is not understood here forbids its use (§4.2). */
  readonly understood: boolean;
}

const id = {
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  policies: '2.5.29.32',
} as const;
const knownWhenCritical: ReadonlySet<string> = new Set([
  id.keyUsage,
  id.basicConstraints,
  id.extendedKeyUsage,
  id.policies,
]);

/** Reads a certificate; undefined for what is none. */
export function readCertificate(der: Uint8Array): CertificateFacts | undefined {
  let x509: X509Certificate;
  let parsed: Certificate;
  try {
    x509 = new X509Certificate(der);
    parsed = Certificate.fromBER(Uint8Array.from(der));
  } catch {
    return undefined;
  }
  const extensions = parsed.extensions ?? [];
  const bits = extensions.find((each) => each.extnID === id.keyUsage)?.extnValue.valueBlock.valueHexView;
  const constraints: unknown = extensions.find((each) => each.extnID === id.basicConstraints)?.parsedValue;
  const basic = constraints instanceof BasicConstraints ? constraints : undefined;
  const name = parsed.subject.typesAndValues.findLast((each) => each.type === id.commonName);
  return {
    x509,
    sha256: createHash('sha256').update(der).digest('hex'),
    serialHex: x509.serialNumber.toLowerCase(),
    commonName: name === undefined ? null : String(name.value.valueBlock.value),
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
    usage: bits === undefined ? undefined : usageOf(bits),
    authority: basic?.cA === true,
    pathLength: typeof basic?.pathLenConstraint === 'number' ? basic.pathLenConstraint : undefined,
    understood: extensions.every((each) => !each.critical || knownWhenCritical.has(each.extnID)),
  };
}

/** The extension's value: BIT STRING with digitalSignature (0), nonRepudiation (1) and keyCertSign (5). */
function usageOf(value: Uint8Array): CertificateFacts['usage'] {
  const octet = value[0] === 0x03 ? (value[3] ?? 0) : 0;
  return { mayVerifyDocuments: (octet & 0xc0) !== 0, mayVerifyCertificates: (octet & 0x04) !== 0 };
}
