/**
 * The portal's services for dossiers, whatever carries them: what is sent, how often, and what an answer comes to. A
 * dossier is added with `isUpdating=False`; when the portal says that it exists, the same element goes again with
 * `isUpdating=True`. So a lost answer costs one more call and never a second dossier.
 */
import type { Clock } from '../../../common/clock.ts';
import type { Result } from '../../../common/result.ts';
import type { Outcome, PortalDossier, ProgressStep } from '../../connector.ts';
import type { Verdict } from './answer.ts';
import { type ServiceCodes, serviceCodes } from './codes.ts';
import { type Encoded, encodeDossier, encodeStep } from './encode.ts';

export { readAnswer, type Verdict } from './answer.ts';
export { type ServiceCodes, serviceCodes } from './codes.ts';
export type { InboundCall, InboundCodes, InboundReply } from './inbound.ts';
export { lookUpOf } from './look-up.ts';

/** The services by what they are for. */
export const services = { sync: 'DongBoHoSoMC', progress: 'CapNhatTienDoHoSoMC', lookUp: 'TraCuuHoSo' } as const;
/** Those that change something. */
export type Service = Exclude<keyof typeof services, 'lookUp'>;

/** The most steps in one CapNhatTienDoHoSoMC call. */
export const stepsPerCall = 10;

/** What one call brought: a verdict on an answer that was read whole, or the outcome when there is none. */
export type Call =
  | { readonly verdict: Verdict; readonly requestSha256: string }
  | { readonly verdict?: never; readonly outcome: Outcome };

/** One message to a service; `updating` belongs to `sync` alone. */
export interface ServiceMessage {
  readonly service: Service;
  readonly elements: readonly Readonly<Record<string, unknown>>[];
  readonly updating?: boolean;
  readonly signal: AbortSignal;
}

/** Both messages of a connector that speaks to these services by a `call` of its own. */
export class DossierServices {
  readonly #name: string;
  readonly #codes: ServiceCodes;
  readonly #clock: Clock;
  readonly #call: (message: ServiceMessage) => Promise<Call>;

  /** @param parts.name  the connector's, as its receipts name it */
  constructor(parts: {
    name: string;
    codes: Partial<ServiceCodes> | undefined;
    clock: Clock;
    call: (message: ServiceMessage) => Promise<Call>;
  }) {
    this.#name = parts.name;
    this.#codes = { ...serviceCodes, ...parts.codes };
    this.#clock = parts.clock;
    this.#call = parts.call;
  }

  /** Adds the dossier, or updates it where the portal has it. */
  async sync(dossier: PortalDossier, options: { known: boolean; signal: AbortSignal }): Promise<Outcome> {
    const encoded = encodeDossier(dossier, this.#codes);
    if (!encoded.ok) return refusedHere(encoded);
    const { signal } = options;
    const call = (updating: boolean): Promise<Call> =>
      this.#call({ service: 'sync', elements: [encoded.value.element], updating, signal });

    let answer = await call(options.known);
    const other = options.known ? 'missing' : 'exists';
    if (answer.verdict?.meaning === other) answer = await call(!options.known);
    return this.#settle('sync', answer, encoded.value.shortened);
  }

  /** Reports steps sorted by time, at most ten in a call. */
  async progress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { signal: AbortSignal },
  ): Promise<Outcome> {
    const sorted = steps.toSorted((a, b) => a.at - b.at);
    const encoded: Encoded[] = [];
    for (const step of sorted) {
      const one = encodeStep(dossierCode, step, this.#codes);
      if (!one.ok) return refusedHere(one);
      encoded.push(one.value);
    }
    let outcome: Outcome = { kind: 'rejected', code: 'PORTAL-CONTENT-INVALID' };
    for (let from = 0; from < encoded.length; from += stepsPerCall) {
      const part = encoded.slice(from, from + stepsPerCall);
      const elements = part.map((one) => one.element);
      const answer = await this.#call({ service: 'progress', elements, signal: options.signal });
      outcome = this.#settle('progress', answer, [...new Set(part.flatMap((one) => one.shortened))]);
      if (outcome.kind !== 'confirmed') return outcome;
    }
    return outcome;
  }

  #settle(service: Service, call: Call, shortened: string[]): Outcome {
    if (call.verdict === undefined) return call.outcome;
    const { meaning, message } = call.verdict;
    switch (meaning) {
      case 'done':
        return this.#confirmed(service, call, shortened);
      case 'exists':
        // A step that exists has arrived before; a dossier that exists and cannot be updated needs a person.
        if (service === 'progress') return this.#confirmed(service, call, shortened);
        return { kind: 'rejected', code: 'PORTAL-DUPLICATE', message };
      case 'missing':
      case 'refused':
        return { kind: 'rejected', code: 'PORTAL-REJECTED', message };
      case 'expired':
      case 'busy':
        return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
      case 'unknown':
        return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN', message };
      case 'unreadable':
        return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    }
  }

  #confirmed(service: Service, call: { verdict: Verdict; requestSha256: string }, shortened: string[]): Outcome {
    return {
      kind: 'confirmed',
      receipt: {
        connector: this.#name,
        service: services[service],
        message: call.verdict.message,
        at: this.#clock.now(),
        requestSha256: call.requestSha256,
        ...(shortened.length > 0 ? { shortened } : {}),
      },
    };
  }
}

/** The outcome of a content that the station itself could not write down. */
export function refusedHere(failure: Extract<Result<unknown>, { ok: false }>): Outcome {
  const field = failure.error.facts?.['field'];
  return {
    kind: 'rejected',
    code: failure.error.code,
    ...(typeof field === 'string' ? { message: field } : {}),
  };
}
