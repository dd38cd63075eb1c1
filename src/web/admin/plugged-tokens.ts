import { tokenStateOf } from '../../devices/token/port.ts';
import type { Office } from '../../workflow/office.ts';
import type { PluggedTokens } from '../contract/index.ts';

/** The tokens now plugged in, each certificate with whose it says it is. Read anew, without logging in. */
export async function pluggedTokens(office: Office): Promise<PluggedTokens> {
  const result = await office.token.inspect();
  return {
    failureCode: result.ok ? null : result.error.code,
    tokens: (result.ok ? result.value : []).map((token) => ({
      label: token.tokenLabel,
      serial: token.tokenSerial,
      state: tokenStateOf(token, false),
      certificates: token.certificates.map((certificate) => ({
        sha256: certificate.sha256,
        serial: certificate.serialNumberHex,
        subject: certificate.subjectCommonName,
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
      })),
    })),
  };
}
