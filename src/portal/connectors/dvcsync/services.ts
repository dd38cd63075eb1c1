import type { Clock } from '../../../common/clock.ts';
import type { Outcome } from '../../connector.ts';
import { type Answer, type BoundedRequest, exchange, type NoAnswer } from '../../http.ts';
import type { Line } from '../../line/line.ts';
import type { Verdict } from '../dossier-services/answer.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { type Login, SharedSession } from '../shared-session.ts';
import { readDvcAnswer, readToken } from './answer.ts';
import type { FileForm } from './file.ts';
import { type DvcSyncSettings, dvcSyncDefaults } from './settings.ts';

/** The services by what they are for. */
export const services = {
  token: 'GetToken',
  number: 'GetNextValue',
  upload: 'UploadFile',
  create: 'CreateDossier',
  progress: 'CapNhatTienTrinh',
  status: 'CapNhatTrangThai',
} as const;
export type Service = keyof typeof services;

/** What a service was asked and said; or the outcome when it said nothing that counts. */
export type Asked =
  | { readonly verdict: Verdict; readonly data: unknown }
  | { readonly verdict?: never; readonly data?: never; readonly outcome: Outcome };

interface Question {
  readonly service: Service;
  readonly method: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
  readonly load?: BoundedRequest['load'];
  readonly signal: AbortSignal;
}

/** The services of one portal, asked with a token that is asked for when needed and renewed once when refused. */
export class DvcServices {
  readonly #settings: DvcSyncSettings;
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #token: SharedSession;

  constructor(settings: DvcSyncSettings, clock: Clock, line: Line) {
    this.#settings = settings;
    this.#clock = clock;
    this.#line = line;
    this.#token = new SharedSession(clock, (signal) => this.#login(signal));
  }

  /** Sends JSON. */
  async post(service: Service, content: unknown, signal: AbortSignal): Promise<Asked> {
    return this.#read(await this.#ask({ service, method: 'POST', body: JSON.stringify(content), signal }));
  }

  /** Sends a file. */
  async upload({ body, contentType }: FileForm, urgent: boolean, signal: AbortSignal): Promise<Asked> {
    const load = { kind: 'document', urgent } as const;
    return this.#read(await this.#ask({ service: 'upload', method: 'POST', body, contentType, load, signal }));
  }

  /** Asks for the next number of a kind; its answer may come without the envelope. */
  async nextNumber(code: string, signal: AbortSignal): Promise<{ text: string } | { outcome: Outcome }> {
    const answer = await this.#ask({ service: 'number', method: 'GET', query: { code }, signal });
    if ('outcome' in answer) return answer;
    return answer.kind === 'answer' && answer.status === 200
      ? { text: answer.text }
      : { outcome: withoutVerdict(answer) };
  }

  #read(answer: Answer | NoAnswer | { outcome: Outcome }): Asked {
    if ('outcome' in answer) return answer;
    if (answer.kind !== 'answer') return { outcome: withoutVerdict(answer) };
    const { status, text } = answer;
    const speaks = status === 200 || (status >= 400 && status < 500 && ![401, 403, 429].includes(status));
    const read = speaks ? readDvcAnswer(text, status, this.#settings.successCodes) : null;
    return read ?? { outcome: withoutVerdict(answer) };
  }

  /** One question with the token, and with a new one when that is refused. */
  async #ask(question: Question): Promise<Answer | NoAnswer | { outcome: Outcome }> {
    for (let renewed = false; ; renewed = true) {
      const login = await this.#token.obtain(question.signal);
      if (login.session === undefined) return login;
      const answer = await this.#send(question, { Authorization: `Bearer ${login.session}` });
      const expired = answer.kind === 'answer' && this.#isExpired(answer);
      if (expired) this.#token.forget(login.session);
      if (!expired || renewed) return answer;
    }
  }

  #isExpired({ status, text }: Answer): boolean {
    if (status === 401) return true;
    return status === 200 && readDvcAnswer(text, status, this.#settings.successCodes)?.verdict.meaning === 'expired';
  }

  async #login(signal: AbortSignal): Promise<Login> {
    const { clientId, clientSecret, successCodes } = this.#settings;
    if (clientSecret === null) return { outcome: { kind: 'unreachable', code: 'PORTAL-CREDENTIAL-MISSING' } };
    const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret });
    const answer = await this.#send({ service: 'token', method: 'POST', body, signal }, {});
    if (answer.kind !== 'answer') return { outcome: withoutVerdict(answer) };
    const refused: Login = {
      outcome: { kind: 'unreachable', code: 'PORTAL-LOGIN-REFUSED', message: `HTTP ${answer.status}` },
    };
    if ([400, 401, 403].includes(answer.status)) return refused;
    if (answer.status !== 200) {
      const outcome = withoutVerdict(answer);
      // The dossier is not to blame for what the login was answered.
      return { outcome: outcome.kind === 'rejected' ? { kind: 'unreachable', code: 'PORTAL-BUSY' } : outcome };
    }
    const read = readDvcAnswer(answer.text, 200, successCodes);
    const token = read === null ? null : (readToken(read.data) ?? readToken(bare(answer.text)));
    if (token !== null) return token;
    const meaning = read?.verdict.meaning;
    if (meaning === 'refused' || meaning === 'missing') return refused;
    const code = meaning === 'busy' || meaning === 'expired' ? 'PORTAL-BUSY' : 'PORTAL-ANSWER-UNREADABLE';
    return { outcome: { kind: 'unreachable', code } };
  }

  async #send(question: Question, headers: Readonly<Record<string, string>>): Promise<Answer | NoAnswer> {
    const { service, method, query = {}, body, contentType = 'application/json', load, signal } = question;
    const { baseUrl, timeoutMs, slowestBytesPerSecond, maxAnswerBytes } = { ...dvcSyncDefaults, ...this.#settings };
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${services[service]}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const sendingMs = typeof body === 'object' ? Math.ceil((body.byteLength * 1000) / slowestBytesPerSecond) : 0;
    const request: BoundedRequest = {
      url: url.href,
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': contentType }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      line: this.#line,
      ...(load === undefined ? {} : { load }),
      timeoutMs: timeoutMs + sendingMs,
      maxAnswerBytes,
      now: this.#clock.now(),
      signal,
    };
    return await exchange(request);
  }
}

/** An answer without the envelope. */
function bare(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The outcome of an answer that is no success. */
export function outcomeOf(asked: Asked): Outcome {
  if (asked.verdict === undefined) return asked.outcome;
  const { meaning, message } = asked.verdict;
  switch (meaning) {
    case 'done':
    case 'unknown':
      return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN', message };
    case 'exists':
      return { kind: 'rejected', code: 'PORTAL-DUPLICATE', message };
    case 'missing':
      return { kind: 'rejected', code: 'PORTAL-DOSSIER-UNKNOWN', message };
    case 'refused':
      return { kind: 'rejected', code: 'PORTAL-REJECTED', message };
    case 'expired':
    case 'busy':
      return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
    case 'unreadable':
      return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
  }
}
