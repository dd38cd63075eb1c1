import { createHash, X509Certificate } from 'node:crypto';
import { fail, ok, type Result } from '../../common/result.ts';
import { kindOfRoot } from '../../copies/validation/known-authorities.ts';
import type { Settings } from '../../settings/index.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import { type Office, settingsOf } from '../office.ts';
import type { SignatureProvider } from '../tasks.ts';
import type { OfficerToken } from './token-check.ts';

/** With what an attempt of this kind is signed, as the settings say now. */
export function providerOf(settings: Settings, kind: 'sign' | 'seal'): SignatureProvider {
  return kind === 'sign' ? settings['token.signer-provider'] : settings['token.seal-provider'];
}

/** The trusted roots that stand for official (công vụ) certificates: those that are known, and those marked in the settings. */
export function officialAnchors(office: Office): Uint8Array[] {
  const marked = settingsOf(office)['trust.official'];
  return office.trustAnchors.filter((der) => kindOfRoot(der, marked) === 'official');
}

/**
 * Whether a certificate may sign in this office: in a People's Committee it must lead to a root that the trust list marks
 * official. Errors: TOKEN-NOT-OFFICIAL, COPY-CERTIFICATE-EXPIRED, COPY-CERTIFICATE-UNSUITABLE.
 *
 * @param spare  authorities that came with it
 */
export async function mayServe(
  office: Office,
  certificateDer: Uint8Array,
  spare: readonly Uint8Array[],
): Promise<Result<void>> {
  if (settingsOf(office)['office.profile'] !== 'commune') return ok();
  const led = await office.tasks.checkPath({
    certificateDer,
    spare: [...spare, ...office.intermediates],
    anchors: officialAnchors(office),
    at: office.clock.now(),
  });
  if (led.ok || led.error.code !== 'COPY-CHAIN-UNTRUSTED') return led;
  return fail('TOKEN-NOT-OFFICIAL');
}

/**
 * Checks the certificate that the signing client on the officer's PC names, as a token's is checked. A client that names
 * none is believed for now: the file that comes back holds its certificate and is checked then.
 *
 * Errors: SIGN-NO-CERTIFICATE, TOKEN-WRONG-OFFICER, COPY-CERTIFICATE-EXPIRED, those of `mayServe`.
 */
export async function clientCertificate(
  office: Office,
  officer: OfficerRow,
  der: Uint8Array | undefined,
): Promise<Result<{ readonly certificate: { readonly sha256: string }; readonly pinState: OfficerToken['pinState'] }>> {
  const { certificateSha256: sha256 } = officer;
  if (!sha256) return fail('SIGN-NO-CERTIFICATE');
  if (der !== undefined) {
    if (createHash('sha256').update(der).digest('hex') !== sha256) return fail('TOKEN-WRONG-OFFICER');
    const { validFromDate, validToDate } = new X509Certificate(der);
    const now = office.clock.now();
    if (now < validFromDate.getTime() || now > validToDate.getTime()) return fail('COPY-CERTIFICATE-EXPIRED');
    const serves = await mayServe(office, der, []);
    if (!serves.ok) return serves;
  }
  return ok({ certificate: { sha256 }, pinState: 'ok' });
}
