import type { TSchema } from 'typebox';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { decodeAnswer, type SignedAnswer, signedSchema, type TokensAnswer, tokensSchema } from './answers.ts';
import { encodeFrame, type Frame, frameTypes } from './frames.ts';
import { HostClient } from './host-client.ts';
import {
  limits,
  type SignDigests,
  type SignedDigests,
  type TokenDelays,
  type TokenInfo,
  type TokenPort,
  tokenDelays,
} from './port.ts';
import { encodeSignRequest } from './sign-request.ts';

/** How a PKCS#11 module is reached. */
export interface ModulePortOptions {
  /** The module's shared library. */
  readonly modulePath: string;
  /** What the module wants in its environment, such as SOFTHSM2_CONF. Nothing else of the station's reaches it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly delays?: Partial<TokenDelays>;
  /** Where the module's own prints go (default: nowhere). They may hold a PIN: only for a technician's own terminal. */
  readonly moduleOutput?: 'ignore' | number;
}

/**
 * The signing port over one PKCS#11 module, in a child process of its own. Jobs on different certificates wait for each
 * other; a second job on a certificate that is being used is refused with TOKEN-BUSY, for a PIN must not wait in line
 * behind itself.
 */
export class ModulePort implements TokenPort {
  readonly #host: HostClient;
  readonly #delays: TokenDelays;
  readonly #working = new Set<string>();

  constructor(options: ModulePortOptions) {
    this.#delays = { ...tokenDelays, ...options.delays };
    this.#host = new HostClient({
      modulePath: options.modulePath,
      env: options.env ?? {},
      clock: options.clock,
      log: options.log,
      delays: this.#delays,
      moduleOutput: options.moduleOutput ?? 'ignore',
    });
  }

  /** The process id of the host, for the machine's screen; undefined while none runs. */
  get hostPid(): number | undefined {
    return this.#host.pid;
  }

  async inspect(): Promise<Result<readonly TokenInfo[]>> {
    const answer = await this.#host.exchange(encodeFrame(frameTypes.inspect), this.#delays.inspectMs);
    if (!answer.ok) return answer;
    const tokens = answerIn(answer.value, frameTypes.tokens, tokensSchema);
    return tokens === undefined ? fail('TOKEN-UNKNOWN', { step: 'inspect' }) : ok(tokens.map(tokenInfoOf));
  }

  async signDigests(request: SignDigests): Promise<Result<SignedDigests>> {
    const { certificateSha256, digests, pin, allowFinalTry, onProgress, signal } = request;
    try {
      if (pin.length < limits.pinBytesMin || pin.length > limits.pinBytesMax) return fail('TOKEN-PIN-LENGTH');
      if (this.#working.has(certificateSha256)) return fail('TOKEN-BUSY');
      const sha256 = Buffer.from(certificateSha256, 'hex');
      const frame = encodeSignRequest({ certificateSha256: sha256, allowFinalTry, pin, digests });
      pin.fill(0);
      this.#working.add(certificateSha256);
      const job = { total: digests.length, signal, ...(onProgress && { onProgress }) };
      const answer = await this.#host.exchange(frame, this.#delays.signStepMs, job);
      if (!answer.ok) return answer;
      const signed = answerIn(answer.value, frameTypes.signed, signedSchema);
      const made = signed?.signatures.length ?? 0;
      const enough = signal?.aborted ? made > 0 && made <= digests.length : made === digests.length;
      return signed === undefined || !enough ? fail('TOKEN-UNKNOWN', { step: 'sign' }) : ok(signedDigestsOf(signed));
    } finally {
      pin.fill(0);
      this.#working.delete(certificateSha256);
    }
  }

  stop(graceMs = this.#delays.stopMs): Promise<void> {
    return this.#host.stop(graceMs);
  }
}

function answerIn<T extends TSchema>(frame: Frame, type: Frame['type'], schema: T) {
  return frame.type === type ? decodeAnswer(schema, frame.body) : undefined;
}

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

function tokenInfoOf(token: TokensAnswer[number]): TokenInfo {
  return {
    ...token,
    certificates: token.certificates.map((certificate) => ({ ...certificate, der: bytes(certificate.der) })),
    authorities: token.authorities.map(bytes),
  };
}

function signedDigestsOf(signed: SignedAnswer): SignedDigests {
  return {
    signatures: signed.signatures.map(bytes),
    algorithm: signed.algorithm,
    certificateDer: bytes(signed.certificateDer),
    chainDer: signed.chainDer.map(bytes),
  };
}
