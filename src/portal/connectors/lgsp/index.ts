import type { Clock } from '../../../common/clock.ts';
import type { CategoryQuery } from '../../categories/category.ts';
import { categoryLimits, categoryServices, type Pulled, pulledOf } from '../../categories/read.ts';
import type { LookUp } from '../../connector.ts';
import { type Answer, exchange, type NoAnswer, sha256 } from '../../http.ts';
import type { Line } from '../../line/line.ts';
import { DossierServicesConnector } from '../dossier-services/connector.ts';
import {
  type Call,
  type InboundCall,
  lookUpOf,
  readAnswer,
  type ServiceMessage,
  services,
} from '../dossier-services/index.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { type LgspSettings, lgspDefaults } from './settings.ts';

export { type LgspSettings, lgspDefaults } from './settings.ts';

/** What is read of an answer at most, bytes, and until when, milliseconds. */
type Limits = Pick<LgspSettings, 'timeoutMs' | 'maxAnswerBytes'>;

/** The portal through the province's service platform (LGSP): one URL per service, a bare JSON array. */
export class LgspConnector extends DossierServicesConnector {
  readonly #settings: LgspSettings;
  readonly #clock: Clock;
  readonly #line: Line;

  constructor(settings: LgspSettings, clock: Clock, line: Line) {
    super('lgsp', settings, clock);
    this.#settings = settings;
    this.#clock = clock;
    this.#line = line;
  }

  protected async ask(dossierCode: string, signal: AbortSignal): Promise<LookUp> {
    const answer = await this.#post(services.lookUp, {}, JSON.stringify([{ mahoso: dossierCode }]), signal);
    return lookUpOf(answer, dossierCode);
  }

  protected async askCategory(query: CategoryQuery, signal: AbortSignal): Promise<Pulled> {
    // A platform that takes arrays alone is told nothing else by an empty element.
    const content = query.kind === 'procedure' ? { maTTHC: query.code } : {};
    const service = categoryServices[query.kind];
    return pulledOf(await this.#post(service, {}, JSON.stringify([content]), signal, categoryLimits), query);
  }

  protected async carry({ service, elements, updating, signal }: ServiceMessage): Promise<Call> {
    const query: Record<string, string> = updating === undefined ? {} : { isUpdating: updating ? 'True' : 'False' };
    const body = JSON.stringify(elements);
    const answer = await this.#post(services[service], query, body, signal);
    if (answer.kind === 'answer' && answer.status === 200) {
      return { verdict: readAnswer(answer.text, service === 'progress'), requestSha256: sha256(body) };
    }
    return { outcome: withoutVerdict(answer) };
  }

  protected bring({ service, elements, signal, ...limits }: InboundCall): Promise<Answer | NoAnswer> {
    return this.#post(service, {}, JSON.stringify(elements), signal, limits);
  }

  async #post(
    service: string,
    query: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
    { timeoutMs, maxAnswerBytes }: Limits = this.#settings,
  ): Promise<Answer | NoAnswer> {
    const { baseUrl, unitCode, bearerToken } = this.#settings;
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${encodeURIComponent(service)}`);
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
