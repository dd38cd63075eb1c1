import { createHash, randomBytes, verify } from 'node:crypto';
import type { Handle, PKCS11 } from 'pkcs11js';
import { fail, ok, type Result } from '../../common/result.ts';
import type { SignedAnswer } from './answers.ts';
import { CkrError, ckrOf, failureOf } from './ckr-failures.ts';
import { ck } from './constants.ts';
import { derOfRawEcdsa } from './ecdsa.ts';
import { quietly, withSession } from './inspect-job.ts';
import { candidateKeys, isRsa } from './keys.ts';
import type { Login } from './login.ts';
import { attribute, chainOf, type StoredCertificate, storedCertificates } from './objects.ts';
import type { SignRequest } from './sign-request.ts';
import { pinStateOf, type Slot, tokenSlots } from './slots.ts';

interface Located {
  readonly slot: Slot;
  readonly certificate: StoredCertificate;
  readonly all: readonly StoredCertificate[];
}

/**
 * One signing job: the token with the certificate, the tries left, login, every signature, logout. The PIN is tried
 * once at most, and never when the token says that it is locked or (unless allowed) on its last try.
 *
 * @param onProgress  told after each signature
 * @param wantsMore  asked before each further one; when it says no, those made so far are the answer
 */
export function signDigests(
  module: PKCS11,
  login: Login,
  request: SignRequest,
  onProgress: (done: number) => void,
  wantsMore: () => boolean,
): Result<SignedAnswer> {
  let located: Located | undefined;
  try {
    const slots = tokenSlots(module);
    if (slots.length === 0) return fail('TOKEN-ABSENT');
    located = locate(module, slots, request.certificateSha256);
    if (located === undefined) return fail('TOKEN-CERTIFICATE-NOT-FOUND');
    if (located.slot.pinState === 'locked') return fail('TOKEN-LOCKED');
    if (located.slot.pinState === 'final-try' && !request.allowFinalTry) return fail('TOKEN-PIN-LAST-TRY');
    return loginAndSign(module, login, located, request, onProgress, wantsMore);
  } catch (error) {
    const ckr = ckrOf(error);
    if (ckr === undefined) throw error;
    const failure = failureOf(ckr);
    return failure.code === 'TOKEN-UNKNOWN' && located !== undefined && isGone(module, located.slot)
      ? fail('TOKEN-REMOVED')
      : { ok: false, error: failure };
  }
}

/** Whether a token has left: modules report a pulled token by all sorts of return values. */
function isGone(module: PKCS11, slot: Slot): boolean {
  return !tokenSlots(module).some(({ serial, label }) => serial === slot.serial && label === slot.label);
}

function loginAndSign(
  module: PKCS11,
  login: Login,
  located: Located,
  request: SignRequest,
  onProgress: (done: number) => void,
  wantsMore: () => boolean,
): Result<SignedAnswer> {
  return withSession(module, located.slot, (session) => {
    const loggedIn = logIn(module, login, located.slot, session, request.pin);
    if (!loggedIn.ok) return loggedIn;
    try {
      return signAll(module, login, session, located, request, onProgress, wantsMore);
    } finally {
      logOut(module, session);
    }
  });
}

/** The token that holds the certificate. A token that cannot be read hides nobody else's. */
function locate(module: PKCS11, slots: readonly Slot[], sha256: Buffer): Located | undefined {
  for (const slot of slots) {
    try {
      const all = withSession(module, slot, (session) => storedCertificates(module, session));
      const certificate = all.find((candidate) => candidate.sha256.equals(sha256));
      if (certificate !== undefined) return { slot, certificate, all };
    } catch (error) {
      if (ckrOf(error) === undefined) throw error;
    }
  }
  return undefined;
}

function logIn(module: PKCS11, login: Login, slot: Slot, session: Handle, pin: Buffer): Result<void> {
  const rv = login(session, ck.CKU_USER, pin);
  switch (rv) {
    case ck.CKR_OK:
      return ok();
    case ck.CKR_USER_ALREADY_LOGGED_IN:
      // The module did not look at the PIN: signing now would accept any.
      logOut(module, session);
      return fail('TOKEN-ALREADY-LOGGED-IN');
    case ck.CKR_PIN_INCORRECT:
    case ck.CKR_PIN_INVALID:
      return wrongPin(module, slot);
    default:
      throw new CkrError(rv, 'C_Login');
  }
}

function wrongPin(module: PKCS11, slot: Slot): Result<never> {
  switch (pinStateOf(module.C_GetTokenInfo(slot.handle).flags)) {
    case 'locked':
      return fail('TOKEN-LOCKED');
    case 'final-try':
      return fail('TOKEN-PIN-INCORRECT', { triesLeft: 'one' });
    case 'low':
      return fail('TOKEN-PIN-INCORRECT', { triesLeft: 'few' });
    case 'ok':
      return fail('TOKEN-PIN-INCORRECT', { triesLeft: 'several' });
  }
}

/** A logout that fails is no news by itself: C_Finalize, which ends every job, ends the login too. */
function logOut(module: PKCS11, session: Handle): void {
  quietly(() => module.C_Logout(session));
}

/** `SEQUENCE { AlgorithmIdentifier sha256, OCTET STRING of 32 bytes }` up to the digest (RFC 8017 §9.2, note 1). */
const sha256DigestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const maxSignatureBytes = 2_048;
/** How many keys are asked to prove themselves, each by a signature. */
const maxCandidates = 8;

function signAll(
  module: PKCS11,
  login: Login,
  session: Handle,
  { certificate, all }: Located,
  request: SignRequest,
  onProgress: (done: number) => void,
  wantsMore: () => boolean,
): Result<SignedAnswer> {
  const rsa = isRsa(certificate.x509);
  const signer = (key: Handle) => {
    const eachTime = attribute(module, session, key, ck.CKA_ALWAYS_AUTHENTICATE)[0] === 1;
    return (digest: Uint8Array): Uint8Array => {
      module.C_SignInit(session, { mechanism: rsa ? ck.CKM_RSA_PKCS : ck.CKM_ECDSA }, key);
      if (eachTime) {
        const rv = login(session, ck.CKU_CONTEXT_SPECIFIC, request.pin);
        if (rv !== ck.CKR_OK) throw new CkrError(rv, 'C_Login');
      }
      const input = rsa ? Buffer.concat([sha256DigestInfo, digest]) : Buffer.from(digest);
      const signature = module.C_Sign(session, input, Buffer.alloc(maxSignatureBytes));
      return rsa ? signature : derOfRawEcdsa(signature);
    };
  };
  const key = candidateKeys(module, session, certificate)
    .slice(0, maxCandidates)
    .find(({ handle, proven }) => proven || signsFor(certificate, signer(handle)));
  if (key === undefined) return fail('TOKEN-KEY-NOT-FOUND');
  const sign = signer(key.handle);
  const signatures: string[] = [];
  for (const digest of request.digests) {
    if (signatures.length > 0 && !wantsMore()) break;
    signatures.push(Buffer.from(sign(digest)).toString('base64'));
    onProgress(signatures.length);
  }
  return ok({
    signatures,
    algorithm: rsa ? 'rsa-pkcs1-sha256' : 'ecdsa-sha256',
    certificateDer: certificate.x509.raw.toString('base64'),
    chainDer: chainOf(certificate.x509, all).map((issuer) => issuer.raw.toString('base64')),
  });
}

/** Whether a key whose public half is not known belongs to the certificate: it signs random bytes, the certificate verifies. */
function signsFor({ x509 }: StoredCertificate, sign: (digest: Uint8Array) => Uint8Array): boolean {
  const nonce = randomBytes(32);
  const signature = sign(createHash('sha256').update(nonce).digest());
  return verify('sha256', nonce, x509.publicKey, signature);
}
