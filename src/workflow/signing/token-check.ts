import { fail, ok, type Result } from '../../common/result.ts';
import type { PinState, TokenCertificate } from '../../devices/token/index.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import type { Office } from '../office.ts';
import { mayServe } from './provider.ts';

/** The officer's own certificate, found on a token that is plugged in. */
export interface OfficerToken {
  readonly certificate: TokenCertificate;
  readonly pinState: PinState;
}

/**
 * Finds the certificate that the officer list names for this officer. A token with somebody else's certificate is
 * TOKEN-WRONG-OFFICER; none at all is TOKEN-ABSENT; a locked one is TOKEN-LOCKED before anybody types a PIN.
 */
export async function officerToken(office: Office, officer: OfficerRow): Promise<Result<OfficerToken>> {
  if (!officer.certificateSha256) return fail('SIGN-NO-CERTIFICATE');
  const tokens = await office.token.inspect();
  if (!tokens.ok) return tokens;
  for (const token of tokens.value) {
    const certificate = token.certificates.find((candidate) => candidate.sha256 === officer.certificateSha256);
    if (!certificate) continue;
    if (token.pinState === 'locked') return fail('TOKEN-LOCKED');
    const now = office.clock.now();
    if (now < certificate.notBefore || now > certificate.notAfter) return fail('COPY-CERTIFICATE-EXPIRED');
    const serves = await mayServe(office, certificate.der, token.authorities ?? []);
    return serves.ok ? ok({ certificate, pinState: token.pinState }) : serves;
  }
  return fail(tokens.value.length === 0 ? 'TOKEN-ABSENT' : 'TOKEN-WRONG-OFFICER');
}
