import type { Clock } from '../../../common/clock.ts';
import type { Code } from '../../../common/codes/index.ts';
import type { Connector, LookUp, Outcome, PortalDossier, PortalReferences, ProgressStep } from '../../connector.ts';
import { type Answer, exchange, type NoAnswer, sha256 } from '../../http.ts';
import type { Line } from '../../line/line.ts';
import { AccessGate } from '../access-gate.ts';
import { type Call, DossierServices, lookUpOf, type ServiceMessage } from '../dossier-services/index.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { asLookUp, readOneStopAnswer } from './answer.ts';
import { type OneStopSettings, oneStopDefaults } from './settings.ts';

export { type OneStopSettings, oneStopDefaults } from './settings.ts';

/**
 * The province's one-stop system, which gets the dossier so that nobody enters it twice: in the portal's stead, when it
 * forwards to the portal itself, or beside it. Its own code of a dossier is kept as a reference; the station's stays the
 * key of every message.
 */
export class OneStopConnector implements Connector {
  readonly kind = 'automatic';
  readonly name = 'one-stop';
  readonly probeUrl: string;
  /** Nothing is known of how these systems take a second add. */
  readonly refusesSecondAdd = false;
  readonly #settings: OneStopSettings;
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #gate: AccessGate;

  constructor(settings: OneStopSettings, clock: Clock, line: Line) {
    this.#settings = settings;
    this.#clock = clock;
    this.#line = line;
    this.probeUrl = settings.baseUrl;
    this.#gate = new AccessGate(clock, settings.accessHoldMs);
  }

  get refusal(): Code | null {
    return this.#gate.refusal;
  }

  syncDossier(
    dossier: PortalDossier,
    options: { known: boolean; references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome> {
    return this.#gate.pass(() => this.#services(options.references).sync(dossier, options));
  }

  reportProgress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome> {
    return this.#gate.pass(() => this.#services(options.references).progress(dossierCode, steps, options));
  }

  async lookUp(dossierCode: string, { signal }: { signal: AbortSignal }): Promise<LookUp> {
    const { lookUpPath, successCodes } = this.#settings;
    if (lookUpPath === '') return { kind: 'not-offered' };
    return await this.#gate.pass(async () => {
      const answer = await this.#ask(lookUpPath, {}, [{ mahoso: dossierCode }], signal);
      const read = answer.kind === 'answer' ? { ...answer, text: asLookUp(answer.text, successCodes) } : answer;
      return lookUpOf(read, dossierCode);
    });
  }

  #services(references: PortalReferences): DossierServices {
    return new DossierServices({
      name: this.name,
      codes: this.#settings.codes,
      clock: this.#clock,
      call: (message) => this.#call(message, references),
    });
  }

  async #call({ service, elements, updating, signal }: ServiceMessage, references: PortalReferences): Promise<Call> {
    const { addPath, updatePath, progressPath, successCodes, codeField } = this.#settings;
    const path = service === 'progress' ? progressPath : updating ? updatePath : addPath;
    const told = service === 'sync' && addPath === updatePath;
    const query: Record<string, string> = told ? { isUpdating: updating ? 'True' : 'False' } : {};
    const answer = await this.#ask(path, query, elements, signal);
    if (answer.kind !== 'answer' || answer.status !== 200) return { outcome: withoutVerdict(answer) };
    const { verdict, ownCode } = readOneStopAnswer(answer.text, successCodes, codeField);
    const there = verdict.meaning === 'done' || verdict.meaning === 'exists';
    if (there && ownCode !== null && references.find('code') !== ownCode) references.keep('code', ownCode);
    return { verdict, requestSha256: sha256(JSON.stringify(elements)) };
  }

  async #ask(
    path: string,
    query: Readonly<Record<string, string>>,
    elements: readonly unknown[],
    signal: AbortSignal,
  ): Promise<Answer | NoAnswer> {
    const { baseUrl, unitCode, body, tokenHeader, token, timeoutMs, maxAnswerBytes } = this.#settings;
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
    const own = unitCode === '' ? {} : { MaDinhDanhDV: unitCode };
    for (const [key, value] of Object.entries({ ...own, ...query })) url.searchParams.set(key, value);
    const isBearer = tokenHeader.toLowerCase() === 'authorization';
    return await exchange({
      url: url.href,
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Charset: 'utf-8',
        ...(token === null ? {} : { [tokenHeader]: isBearer ? `Bearer ${token}` : token }),
      },
      body: JSON.stringify(body === 'data' ? { data: elements } : elements),
      line: this.#line,
      timeoutMs: timeoutMs ?? oneStopDefaults.timeoutMs,
      maxAnswerBytes: maxAnswerBytes ?? oneStopDefaults.maxAnswerBytes,
      now: this.#clock.now(),
      signal,
    });
  }
}
