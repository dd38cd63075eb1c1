import type { Clock } from '../../../common/clock.ts';
import type { Code } from '../../../common/codes/index.ts';
import type { Connector, LookUp, Outcome, PortalDossier, ProgressStep } from '../../connector.ts';
import { type Answer, exchange, type NoAnswer, sha256 } from '../../http.ts';
import type { Line } from '../../line/line.ts';
import { AccessGate } from '../access-gate.ts';
import {
  type Call,
  DossierServices,
  lookUpOf,
  readAnswer,
  type ServiceMessage,
  services,
} from '../dossier-services/index.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { type LgspSettings, lgspDefaults } from './settings.ts';

export { type LgspSettings, lgspDefaults } from './settings.ts';

/** The portal through the province's service platform (LGSP): one URL per service, a bare JSON array. */
export class LgspConnector implements Connector {
  readonly kind = 'automatic';
  readonly name = 'lgsp';
  readonly probeUrl: string;
  readonly refusesSecondAdd = true;
  readonly #settings: LgspSettings;
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #services: DossierServices;
  readonly #gate: AccessGate;

  constructor(settings: LgspSettings, clock: Clock, line: Line) {
    this.#settings = settings;
    this.#clock = clock;
    this.#line = line;
    this.probeUrl = settings.baseUrl;
    this.#gate = new AccessGate(clock, settings.accessHoldMs);
    this.#services = new DossierServices({
      name: this.name,
      codes: settings.codes,
      clock,
      call: (message) => this.#call(message),
    });
  }

  get refusal(): Code | null {
    return this.#gate.refusal;
  }

  syncDossier(dossier: PortalDossier, options: { known: boolean; signal: AbortSignal }): Promise<Outcome> {
    return this.#gate.pass(() => this.#services.sync(dossier, options));
  }

  reportProgress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { signal: AbortSignal },
  ): Promise<Outcome> {
    return this.#gate.pass(() => this.#services.progress(dossierCode, steps, options));
  }

  lookUp(dossierCode: string, { signal }: { signal: AbortSignal }): Promise<LookUp> {
    return this.#gate.pass(async () => {
      const answer = await this.#ask('lookUp', {}, JSON.stringify([{ mahoso: dossierCode }]), signal);
      return lookUpOf(answer, dossierCode);
    });
  }

  async #call({ service, elements, updating, signal }: ServiceMessage): Promise<Call> {
    const query: Record<string, string> = updating === undefined ? {} : { isUpdating: updating ? 'True' : 'False' };
    const body = JSON.stringify(elements);
    const answer = await this.#ask(service, query, body, signal);
    if (answer.kind === 'answer' && answer.status === 200) {
      return { verdict: readAnswer(answer.text, service === 'progress'), requestSha256: sha256(body) };
    }
    return { outcome: withoutVerdict(answer) };
  }

  async #ask(
    service: keyof typeof services,
    query: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Answer | NoAnswer> {
    const { baseUrl, unitCode, bearerToken, timeoutMs, maxAnswerBytes } = this.#settings;
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${services[service]}`);
    for (const [key, value] of Object.entries({ MaDinhDanhDV: unitCode, ...query })) url.searchParams.set(key, value);
    return await exchange({
      url: url.href,
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Charset: 'utf-8',
        ...(bearerToken ? { Authorization: `Bearer ${bearerToken}` } : {}),
      },
      body,
      line: this.#line,
      timeoutMs: timeoutMs ?? lgspDefaults.timeoutMs,
      maxAnswerBytes: maxAnswerBytes ?? lgspDefaults.maxAnswerBytes,
      now: this.#clock.now(),
      signal,
    });
  }
}
