import { fail, ok, type Result } from '../../common/result.ts';
import { checkCms, readCms } from '../validation/evidence/cms.ts';
import { vgcaProfile } from './profile.ts';

/** A signature that holds; whether its certificate may sign is asked next. */
export interface ForeignCms {
  readonly certificate: Uint8Array;
  /** What else is in it: authorities that may stand on the path. */
  readonly spare: readonly Uint8Array[];
  /** Whether it has the form of PAdES: certificate named, no signing time. */
  readonly pades: boolean;
}

const profile: { readonly signed: readonly string[]; readonly unsigned: readonly string[] } = {
  signed: vgcaProfile.signedAttributes,
  unsigned: vgcaProfile.unsignedAttributes,
};
const signingTime = '1.2.840.113549.1.9.5';
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';

/**
 * Checks the CMS of another program: detached, one signer, attributes from the profile's list only, zeros behind it, and
 * it holds over `covered`. It may name its certificate or not, and say when it was made.
 *
 * Errors: COPY-SIGNATURE-INVALID, COPY-BYTES-UNACCOUNTED (padding), COPY-CERTIFICATE-UNSUITABLE (not in it).
 */
export function checkForeignCms(
  contents: Uint8Array,
  covered: readonly Uint8Array[],
  subFilter: string,
): Result<ForeignCms> {
  const cms = readCms(contents);
  if (cms === undefined || cms.content !== null) return fail('COPY-SIGNATURE-INVALID');
  if (contents.subarray(cms.length).some((octet) => octet !== 0)) return fail('COPY-BYTES-UNACCOUNTED');
  const listed =
    [...cms.attributes.keys()].every((each) => profile.signed.includes(each)) &&
    cms.unsigned.every((each) => profile.unsigned.includes(each));
  if (!listed) return fail('COPY-SIGNATURE-INVALID', { reason: 'attribute' });
  const { signer, fault } = checkCms(cms, covered, [], { kind: 'document', mustNameCertificate: false });
  if (fault === 'NO_SIGNING_CERTIFICATE_FOUND') return fail('COPY-CERTIFICATE-UNSUITABLE', { reason: fault });
  if (fault !== null || signer === null) return fail('COPY-SIGNATURE-INVALID', { reason: fault });
  return ok({
    certificate: signer.der,
    spare: cms.certificates.filter((each) => each.sha256 !== signer.sha256).map((each) => each.der),
    pades:
      subFilter === 'ETSI.CAdES.detached' &&
      !cms.attributes.has(signingTime) &&
      cms.attributes.has(signingCertificateV2),
  });
}
