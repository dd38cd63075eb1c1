import type { Result } from '../../common/result.ts';

/** What the token says about the tries left for its PIN (PKCS#11 v2.40 §4.4, token information flags). */
export const pinStates = ['ok', 'low', 'final-try', 'locked'] as const;
export type PinState = (typeof pinStates)[number];

/** What a person may know about a token: the one list for screens, journal and tests. */
export const tokenStates = ['absent', 'present', 'working', 'tries-low', 'final-try', 'locked', 'unreadable'] as const;
export type TokenState = (typeof tokenStates)[number];

/** Every delay of the token room, in milliseconds. */
export const tokenDelays = {
  /** Between two looks at the slots for a token that came or went. */
  pollMs: 1_500,
  /** From starting the host to its readiness. */
  hostStartMs: 15_000,
  /** For reading all tokens of a module. */
  inspectMs: 15_000,
  /** Between two signs of life while signing: each signature is one. */
  signStepMs: 20_000,
  /** What a running job may take when the port is stopped and nothing else is said. */
  stopMs: 5_000,
  /** The window in which crashes are counted. */
  crashWindowMs: 60_000,
  /** How long a host rests after crashing too often. */
  restMs: 60_000,
} as const;
export type TokenDelays = { readonly [name in keyof typeof tokenDelays]: number };

/** Crashes within the window after which a host rests. */
export const crashesBeforeRest = 3;

/** The PIN's length in bytes of UTF-8, and how many digests one PIN may sign. */
export const limits = { pinBytesMin: 1, pinBytesMax: 64, digestsMax: 1_000 } as const;

/** A certificate of an officer or of the seal, as it lies on a token. The subject is personal data: never log it. */
export interface TokenCertificate {
  readonly der: Uint8Array;
  /** SHA-256 of `der`, lower-case hex: the name by which a key is chosen. */
  readonly sha256: string;
  /** Upper-case hex without leading zeros, as on the officer list. */
  readonly serialNumberHex: string;
  readonly subjectCommonName: string;
  readonly algorithm: 'rsa' | 'ec';
  /** The modulus of an RSA key, the field of an elliptic curve, in bits. */
  readonly keyBits: number;
  /** The curve by its OpenSSL name, such as `prime256v1`; null for RSA. */
  readonly curve: string | null;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A token that is plugged in. */
export interface TokenInfo {
  readonly tokenLabel: string;
  readonly tokenSerial: string;
  readonly model: string;
  readonly pinState: PinState;
  /** Certificates of end entities; those of authorities only serve the chain. */
  readonly certificates: readonly TokenCertificate[];
  /** Certificates of authorities on it, DER. */
  readonly authorities?: readonly Uint8Array[];
  /** The PKCS#11 name of what went wrong while reading this token, or null. */
  readonly unreadable: string | null;
}

/** What is to be signed, by whom. */
export interface SignDigests {
  /** Lower-case hex SHA-256 of the certificate whose key signs. */
  readonly certificateSha256: string;
  /** SHA-256 digests, 32 bytes each, of the bytes to be signed; at most `limits.digestsMax`. */
  readonly digests: readonly Uint8Array[];
  /** The PIN as UTF-8. It is zeroed before the call settles, whatever the outcome. */
  readonly pin: Buffer;
  /** Whether the person said that the last PIN try may be spent. */
  readonly allowFinalTry: boolean;
  /** Told after each signature. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Aborting it ends the job after the signature that is being made, or its first; those made so far are answered. */
  readonly signal?: AbortSignal | undefined;
}

/** One signature for each digest, in the same order; after an abort fewer, but one at least. */
export interface SignedDigests {
  /** PKCS #1 v1.5 signatures (RFC 8017 §8.2), or DER `Ecdsa-Sig-Value` (RFC 3279 §2.2.3). */
  readonly signatures: readonly Uint8Array[];
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-sha256';
  readonly certificateDer: Uint8Array;
  /** The issuers found on the token, nearest first; the officer's certificate is not among them. */
  readonly chainDer: readonly Uint8Array[];
}

/**
 * The signing port in its *sign digests* shape. Asynchronous: a signature takes as long as the token takes.
 * Failures carry `TOKEN-…` codes; nothing is ever retried with a PIN.
 */
export interface TokenPort {
  /** The tokens plugged in now, without logging in. An empty list is no failure. */
  inspect(): Promise<Result<readonly TokenInfo[]>>;
  /**
   * Logs in, signs all digests, logs out. Either every signature is returned or none, unless the job was aborted: then
   * those made so far.
   */
  signDigests(request: SignDigests): Promise<Result<SignedDigests>>;
  /**
   * Ends what runs for this port. It cannot be used afterwards.
   *
   * @param graceMs  for a job that is running, `tokenDelays.stopMs` by default; what takes longer is killed and logged
   */
  stop(graceMs?: number): Promise<void>;
}

/** The state to show for a token; `undefined` is a token that is not plugged in. */
export function tokenStateOf(token: TokenInfo | undefined, working: boolean): TokenState {
  if (token === undefined) return 'absent';
  if (working) return 'working';
  if (token.unreadable !== null) return 'unreadable';
  switch (token.pinState) {
    case 'ok':
      return 'present';
    case 'low':
      return 'tries-low';
    case 'final-try':
      return 'final-try';
    case 'locked':
      return 'locked';
  }
}
