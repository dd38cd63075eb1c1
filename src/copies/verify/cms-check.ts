import { verify, X509Certificate } from 'node:crypto';
import { fail, ok, type Result } from '../../common/result.ts';
import { childrenOf, type DerElement, DerSyntaxError, readElement } from '../der/read.ts';
import { signedAttributes } from '../sign/attributes.ts';
import { algorithmIdentifier, buildCms, type SignatureAlgorithm } from '../sign/cms.ts';

/** A signature that holds over its digest; whether its certificate may sign is asked next. */
export interface CmsFound {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
}

const maxCertificates = 8;

/**
 * Checks the content of `/Contents`: one detached SignedData in DER with one signer, exactly the three signed attributes
 * over `digest`, and zeros behind it. The CMS is built again from what was read and must be the same, octet by octet, so
 * that nothing unsigned can ride along.
 *
 * Errors: COPY-SIGNATURE-INVALID, COPY-BYTES-UNACCOUNTED (padding), COPY-CERTIFICATE-UNSUITABLE (unreadable).
 */
export function checkCms(contents: Uint8Array, digest: Uint8Array): Result<CmsFound> {
  const parts = readCms(contents);
  if (parts === undefined) return fail('COPY-SIGNATURE-INVALID');
  if (contents.subarray(parts.length).some((octet) => octet !== 0)) return fail('COPY-BYTES-UNACCOUNTED');
  const candidates = parts.certificates.map((der, index) => ({ der, index, parsed: parse(der) }));
  if (candidates.some(({ parsed }) => parsed === undefined)) return fail('COPY-CERTIFICATE-UNSUITABLE');
  for (const { der, index, parsed } of candidates) {
    const attributes = signedAttributes(digest, der);
    if (parsed === undefined || Buffer.compare(attributes, parts.attributes) !== 0) continue;
    const { algorithm, signature } = parts;
    const chain = parts.certificates.filter((_, other) => other !== index);
    const again = buildCms({ attributes, signature, algorithm, certificateDer: der, chainDer: chain });
    if (Buffer.compare(again, contents.subarray(0, parts.length)) !== 0) return fail('COPY-SIGNATURE-INVALID');
    const key = parsed.publicKey;
    const strong =
      algorithm === 'rsa-pkcs1-sha256'
        ? key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
        : key.asymmetricKeyType === 'ec' && curves.has(key.asymmetricKeyDetails?.namedCurve ?? '');
    if (!strong || !verify('sha256', attributes, key, signature)) return fail('COPY-SIGNATURE-INVALID');
    return ok({ certificate: der, chain });
  }
  return fail('COPY-SIGNATURE-INVALID');
}

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

interface CmsParts {
  /** Of the whole CMS. */
  readonly length: number;
  readonly certificates: readonly Uint8Array[];
  /** As the SET over which the signature is made. */
  readonly attributes: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

/** Finds the variable parts where our own form has them; that all the rest is right is seen when it is built again. */
function readCms(contents: Uint8Array): CmsParts | undefined {
  try {
    const outer = readElement(contents);
    const [, wrapped] = childrenOf(outer, 0x30);
    const [signedData] = childrenOf(wrapped, 0xa0);
    const [, , , certificates, signers] = childrenOf(signedData, 0x30);
    const signerInfos = childrenOf(signers, 0x31);
    const [signer] = signerInfos;
    if (signerInfos.length !== 1) return undefined;
    const fields = childrenOf(signer, 0x30);
    const [, , , attributes, algorithmField, signature] = fields;
    const ders = childrenOf(certificates, 0xa0).map((element) => element.whole);
    const algorithm = algorithmOf(algorithmField);
    if (fields.length !== 6 || attributes?.tag !== 0xa0 || signature?.tag !== 0x04) return undefined;
    if (algorithm === undefined || ders.length === 0 || ders.length > maxCertificates) return undefined;
    const set = Buffer.from(attributes.whole);
    set[0] = 0x31;
    return {
      length: outer.whole.length,
      certificates: ders,
      attributes: set,
      algorithm,
      signature: signature.content,
    };
  } catch (error) {
    if (error instanceof DerSyntaxError) return undefined;
    throw error;
  }
}

function algorithmOf(field: DerElement | undefined): SignatureAlgorithm | undefined {
  const known: SignatureAlgorithm[] = ['rsa-pkcs1-sha256', 'ecdsa-sha256'];
  return known.find((each) => field !== undefined && Buffer.compare(algorithmIdentifier(each), field.whole) === 0);
}

function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}
