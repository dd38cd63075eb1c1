import type { Clock } from '../../../common/clock.ts';
import type { Result } from '../../../common/result.ts';
import type { Connector, Outcome, PortalDossier, ProgressStep } from '../../connector.ts';
import { type Answer, exchange, type NoAnswer, sha256 } from '../../http.ts';
import { readAnswer, type Verdict } from './answer.ts';
import { type Encoded, encodeDossier, encodeStep } from './encode.ts';
import { type LgspCodes, type LgspSettings, lgspDefaults } from './settings.ts';

export { type LgspCodes, type LgspSettings, lgspDefaults } from './settings.ts';

type Service = keyof typeof lgspDefaults.services;

/** What one call brought: a verdict on an answer that was read whole, or the outcome when there is none. */
type Call =
  | { readonly verdict: Verdict; readonly requestSha256: string }
  | { readonly verdict?: never; readonly outcome: Outcome };

/**
 * The portal through the province's service platform (LGSP): one URL per service, a bare JSON array.
 * A dossier is added with `isUpdating=False`; when the portal says that it exists, the same body goes again with
 * `isUpdating=True`. So a lost answer costs one more call and never a second dossier.
 */
export class LgspConnector implements Connector {
  readonly kind = 'automatic';
  readonly name = 'lgsp';
  readonly probeUrl: string;
  readonly #settings: LgspSettings;
  readonly #codes: LgspCodes;
  readonly #clock: Clock;

  constructor(settings: LgspSettings, clock: Clock) {
    this.#settings = settings;
    this.#codes = { ...lgspDefaults.codes, ...settings.codes };
    this.#clock = clock;
    this.probeUrl = settings.baseUrl;
  }

  async syncDossier(dossier: PortalDossier, options: { known: boolean; signal: AbortSignal }): Promise<Outcome> {
    const encoded = encodeDossier(dossier, this.#codes);
    if (!encoded.ok) return refusedHere(encoded);
    const body = JSON.stringify([encoded.value.element]);
    const call = (updating: boolean): Promise<Call> =>
      this.#call('sync', { isUpdating: updating ? 'True' : 'False' }, body, options.signal);

    let answer = await call(options.known);
    const other = options.known ? 'missing' : 'exists';
    if (answer.verdict?.meaning === other) answer = await call(!options.known);
    return this.#settle('sync', answer, encoded.value.shortened);
  }

  async reportProgress(
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
    for (let from = 0; from < encoded.length; from += lgspDefaults.stepsPerCall) {
      const part = encoded.slice(from, from + lgspDefaults.stepsPerCall);
      const body = JSON.stringify(part.map((one) => one.element));
      const answer = await this.#call('progress', {}, body, options.signal);
      outcome = this.#settle('progress', answer, [...new Set(part.flatMap((one) => one.shortened))]);
      if (outcome.kind !== 'confirmed') return outcome;
    }
    return outcome;
  }

  async #call(service: Service, query: Record<string, string>, body: string, signal: AbortSignal): Promise<Call> {
    const { baseUrl, unitCode, bearerToken, timeoutMs, maxAnswerBytes } = this.#settings;
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${lgspDefaults.services[service]}`);
    for (const [key, value] of Object.entries({ MaDinhDanhDV: unitCode, ...query })) url.searchParams.set(key, value);
    const answer = await exchange({
      url: url.href,
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Charset: 'utf-8',
        ...(bearerToken ? { Authorization: `Bearer ${bearerToken}` } : {}),
      },
      body,
      timeoutMs: timeoutMs ?? lgspDefaults.timeoutMs,
      maxAnswerBytes: maxAnswerBytes ?? lgspDefaults.maxAnswerBytes,
      now: this.#clock.now(),
      signal,
    });
    if (answer.kind === 'answer' && answer.status === 200) {
      return { verdict: readAnswer(answer.text, service === 'progress'), requestSha256: sha256(body) };
    }
    return { outcome: withoutVerdict(answer) };
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
        connector: this.name,
        service: lgspDefaults.services[service],
        message: call.verdict.message,
        at: this.#clock.now(),
        requestSha256: call.requestSha256,
        ...(shortened.length > 0 ? { shortened } : {}),
      },
    };
  }
}

function refusedHere(failure: Extract<Result<Encoded>, { ok: false }>): Outcome {
  const field = failure.error.facts?.['field'];
  return {
    kind: 'rejected',
    code: failure.error.code,
    ...(typeof field === 'string' ? { message: field } : {}),
  };
}

/** The outcome of an exchange that brought no answer with status 200. */
function withoutVerdict(answer: Answer | NoAnswer): Outcome {
  switch (answer.kind) {
    case 'cut':
    case 'interrupted':
      return { kind: 'unreachable', code: 'PORTAL-UNREACHABLE' };
    case 'timeout':
      return { kind: 'unreachable', code: 'PORTAL-TIMEOUT' };
    case 'oversized':
      return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    case 'answer':
      break;
  }
  const { status, retryAfterMs } = answer;
  if (status === 400 || status === 413 || status === 422) {
    return { kind: 'rejected', code: 'PORTAL-REJECTED', message: `HTTP ${status}` };
  }
  return {
    kind: 'unreachable',
    code: status === 401 || status === 403 ? 'PORTAL-ACCESS-DENIED' : 'PORTAL-BUSY',
    message: `HTTP ${status}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
