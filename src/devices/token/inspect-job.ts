import type { X509Certificate } from 'node:crypto';
import type { Handle, PKCS11 } from 'pkcs11js';
import type { TokensAnswer } from './answers.ts';
import { ckrOf, failureOf } from './ckr-failures.ts';
import { ck, returnName } from './constants.ts';
import { isRsa } from './keys.ts';
import { type StoredCertificate, storedCertificates } from './objects.ts';
import { type Slot, tokenSlots } from './slots.ts';

/** Every token of the module, read without logging in. A token that goes meanwhile is left out; one that fails is named. */
export function inspectTokens(module: PKCS11): TokensAnswer {
  return tokenSlots(module).flatMap((slot) => {
    try {
      return [
        describe(
          slot,
          withSession(module, slot, (session) => storedCertificates(module, session)),
          null,
        ),
      ];
    } catch (error) {
      const ckr = ckrOf(error);
      if (ckr === undefined) throw error;
      return failureOf(ckr).code === 'TOKEN-REMOVED' ? [] : [describe(slot, [], returnName(ckr.rv))];
    }
  });
}

/**
 * Runs `use` with a read-only session and closes it, whatever happens. A session of a token that was pulled cannot be
 * closed; C_Finalize, which ends every job, clears what remains.
 */
export function withSession<T>(module: PKCS11, slot: Slot, use: (session: Handle) => T): T {
  const session = module.C_OpenSession(slot.handle, ck.CKF_SERIAL_SESSION);
  try {
    return use(session);
  } finally {
    quietly(() => module.C_CloseSession(session));
  }
}

/** Does `act`, whatever the token says to it. */
export function quietly(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (ckrOf(error) === undefined) throw error;
  }
}

function describe(
  slot: Slot,
  certificates: readonly StoredCertificate[],
  unreadable: string | null,
): TokensAnswer[number] {
  return {
    tokenLabel: slot.label,
    tokenSerial: slot.serial,
    model: slot.model,
    pinState: slot.pinState,
    certificates: certificates.filter(({ x509 }) => !x509.ca && isSigningKey(x509)).map(describeCertificate),
    authorities: certificates
      .filter(({ x509 }) => x509.ca)
      .slice(0, 20)
      .map(({ x509 }) => x509.raw.toString('base64')),
    unreadable,
  };
}

const isSigningKey = (x509: X509Certificate): boolean =>
  x509.publicKey.asymmetricKeyType === 'rsa' || x509.publicKey.asymmetricKeyType === 'ec';

const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

function describeCertificate({ x509, sha256 }: StoredCertificate): TokensAnswer[number]['certificates'][number] {
  const details = x509.publicKey.asymmetricKeyDetails ?? {};
  const curve = details.namedCurve ?? null;
  return {
    der: x509.raw.toString('base64'),
    sha256: sha256.toString('hex'),
    serialNumberHex: x509.serialNumber,
    subjectCommonName: commonName(x509),
    algorithm: isRsa(x509) ? 'rsa' : 'ec',
    keyBits: details.modulusLength ?? curveBits[curve ?? ''] ?? 0,
    curve,
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
  };
}

/** The last common name of the subject (the most specific one), or nothing. */
function commonName(x509: X509Certificate): string {
  const name: unknown = x509.toLegacyObject().subject.CN;
  const last: unknown = Array.isArray(name) ? name.at(-1) : name;
  return typeof last === 'string' ? last.slice(0, 500) : '';
}
