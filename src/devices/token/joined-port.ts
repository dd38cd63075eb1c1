import { fail, ok, type Result } from '../../common/result.ts';
import type { SignDigests, SignedDigests, TokenInfo, TokenPort } from './port.ts';

/**
 * Several modules as one port: the signer's token and the seal's may come from different makers. A module that fails
 * hides no token of another; a PIN goes only to the module that holds the certificate.
 */
export class JoinedPort implements TokenPort {
  readonly #ports: readonly TokenPort[];

  constructor(ports: readonly TokenPort[]) {
    this.#ports = ports;
  }

  /** The tokens of every module that answers; a failure only when none does. */
  async inspect(): Promise<Result<readonly TokenInfo[]>> {
    const answers = await Promise.all(this.#ports.map((port) => port.inspect()));
    const tokens = answers.flatMap((answer) => (answer.ok ? answer.value : []));
    return answers.find((answer) => answer.ok) === undefined && answers[0] !== undefined ? answers[0] : ok(tokens);
  }

  async signDigests(request: SignDigests): Promise<Result<SignedDigests>> {
    try {
      const answers = await Promise.all(this.#ports.map(async (port) => ({ port, answer: await port.inspect() })));
      const holder = answers.find(({ answer }) => answer.ok && holds(answer.value, request.certificateSha256));
      if (holder !== undefined) return await holder.port.signDigests(request);
      const failure = answers.find(({ answer }) => !answer.ok)?.answer;
      if (failure?.ok === false) return failure;
      const isAnyThere = answers.some(({ answer }) => answer.ok && answer.value.length > 0);
      return fail(isAnyThere ? 'TOKEN-CERTIFICATE-NOT-FOUND' : 'TOKEN-ABSENT');
    } finally {
      request.pin.fill(0);
    }
  }

  async stop(graceMs?: number): Promise<void> {
    await Promise.all(this.#ports.map((port) => port.stop(graceMs)));
  }
}

const holds = (tokens: readonly TokenInfo[], sha256: string): boolean =>
  tokens.some(({ certificates }) => certificates.some((certificate) => certificate.sha256 === sha256));
