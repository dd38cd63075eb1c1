import type { Clock } from '../../../common/clock.ts';
import type { CategoryQuery } from '../../categories/category.ts';
import { categoryLimits, categoryServices, type Pulled, pulledOf } from '../../categories/read.ts';
import type { LookUp, Outcome } from '../../connector.ts';
import { type Answer, exchange, type NoAnswer, sha256 } from '../../http.ts';
import type { Line } from '../../line/line.ts';
import { DossierServicesConnector } from '../dossier-services/connector.ts';
import {
  type Call,
  type InboundCall,
  type InboundReply,
  lookUpOf,
  readAnswer,
  type ServiceMessage,
  services,
} from '../dossier-services/index.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { type Login, SharedSession } from '../shared-session.ts';
import { readLogin } from './session.ts';
import { type MapiSettings, mapiDefaults } from './settings.ts';

export type { MapiSettings } from './settings.ts';

/**
 * The portal's own interface behind the exchange platform: one address, the service named in the body beside a session.
 * An expired session is replaced once for each message; a refused account stops everything for a while.
 */
export class MapiConnector extends DossierServicesConnector {
  readonly #settings: MapiSettings;
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #session: SharedSession;

  constructor(settings: MapiSettings, clock: Clock, line: Line) {
    super('mapi', settings, clock);
    this.#settings = settings;
    this.#clock = clock;
    this.#line = line;
    this.#session = new SharedSession(clock, (signal) => this.#login(signal));
  }

  protected async ask(dossierCode: string, signal: AbortSignal): Promise<LookUp> {
    const answer = await this.#inSession({ service: services.lookUp, mahoso: dossierCode }, signal);
    if (!('outcome' in answer)) return lookUpOf(answer, dossierCode);
    const { outcome } = answer;
    return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
  }

  protected async askCategory(query: CategoryQuery, signal: AbortSignal): Promise<Pulled> {
    const own = query.kind === 'procedure' ? { maTTHC: query.code } : {};
    const answer = await this.#inSession({ service: categoryServices[query.kind], ...own }, signal, categoryLimits);
    if (!('outcome' in answer)) return pulledOf(answer, query);
    const { outcome } = answer;
    return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
  }

  protected async carry({ service, elements, updating, signal }: ServiceMessage): Promise<Call> {
    const content = {
      service: services[service],
      ...(updating === undefined ? {} : { isUpdating: updating ? 'True' : 'False' }),
      data: elements,
    };
    const answer = await this.#inSession(content, signal);
    if ('outcome' in answer) return answer;
    if (answer.kind !== 'answer' || answer.status !== 200) return { outcome: withoutVerdict(answer) };
    // The hash is of what was told, not of the session it was told in.
    const requestSha256 = sha256(JSON.stringify(elements));
    return { verdict: readAnswer(answer.text, service === 'progress'), requestSha256 };
  }

  protected bring({ service, content, signal, maxAnswerBytes, timeoutMs }: InboundCall): Promise<InboundReply> {
    return this.#inSession({ service, ...content }, signal, { maxAnswerBytes, timeoutMs });
  }

  /** Asks a service in the session, in a new one when that has expired. */
  async #inSession(
    content: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    limits?: Limits,
  ): Promise<Answer | NoAnswer | { outcome: Outcome }> {
    for (let renewed = false; ; renewed = true) {
      const login = await this.#session.obtain(signal);
      if (login.session === undefined) return login;
      const { session } = login;
      const answer = await this.#post(
        this.#settings.dataPath,
        { session, madonvi: this.#settings.unitCode, ...content },
        signal,
        limits,
      );
      const expired = isExpired(answer);
      if (expired) this.#session.forget(session);
      if (!expired || renewed) return answer;
    }
  }

  async #login(signal: AbortSignal): Promise<Login> {
    const { username, password, loginPath } = this.#settings;
    if (password === null) return { outcome: { kind: 'unreachable', code: 'PORTAL-CREDENTIAL-MISSING' } };
    const answer = await this.#post(loginPath, { username, password }, signal);
    if (answer.kind === 'answer' && answer.status === 200) return readLogin(answer.text);
    if (answer.kind === 'answer' && (answer.status === 401 || answer.status === 403)) {
      return { outcome: { kind: 'unreachable', code: 'PORTAL-LOGIN-REFUSED', message: `HTTP ${answer.status}` } };
    }
    const outcome = withoutVerdict(answer);
    // The dossier is not to blame for what the login was answered.
    return {
      outcome: outcome.kind === 'rejected' ? { ...outcome, kind: 'unreachable', code: 'PORTAL-BUSY' } : outcome,
    };
  }

  async #post(
    path: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    { timeoutMs, maxAnswerBytes }: Limits = this.#settings,
  ): Promise<Answer | NoAnswer> {
    const { baseUrl, destination, providerUrl } = this.#settings;
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
    if (destination.as === 'query') url.searchParams.set('dstcode', destination.code);
    if (providerUrl) url.searchParams.set('providerurl', providerUrl);
    return await exchange({
      url: url.href,
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Charset: 'utf-8',
        ...(destination.as === 'header' ? { dstcode: destination.code } : {}),
      },
      body: JSON.stringify(body),
      line: this.#line,
      timeoutMs: timeoutMs ?? mapiDefaults.timeoutMs,
      maxAnswerBytes: maxAnswerBytes ?? mapiDefaults.maxAnswerBytes,
      now: this.#clock.now(),
      signal,
    });
  }
}

/** What is read of an answer at most, bytes, and until when, milliseconds. */
type Limits = Pick<MapiSettings, 'timeoutMs' | 'maxAnswerBytes'>;

/** Longer answers speak of something else than a session, and are not read twice. */
const mostWords = 64 * 1024;

function isExpired(answer: Answer | NoAnswer): boolean {
  if (answer.kind !== 'answer') return false;
  return (
    answer.status === 401 ||
    (answer.status === 200 && answer.text.length <= mostWords && readAnswer(answer.text, false).meaning === 'expired')
  );
}
