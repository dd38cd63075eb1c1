import type { Clock } from '../../../common/clock.ts';
import type { Code } from '../../../common/codes/index.ts';
import type {
  Connector,
  DocumentOutcome,
  Outcome,
  OutgoingDocument,
  PortalDossier,
  PortalReferences,
  ProgressStep,
  Receipt,
} from '../../connector.ts';
import { sha256 } from '../../http.ts';
import type { Line } from '../../line/line.ts';
import { AccessGate } from '../access-gate.ts';
import type { Encoded } from '../dossier-services/encode.ts';
import { refusedHere, stepsPerCall } from '../dossier-services/index.ts';
import { readDossierNames, readFile, readNextNumber } from './answer.ts';
import { carriesResults, encodeCreation, encodeStatus, encodeStep, listingStatus } from './encode.ts';
import { fileForm, isHashOf } from './file.ts';
import { type Asked, DvcServices, outcomeOf, type Service, services } from './services.ts';
import type { DvcSyncSettings } from './settings.ts';

export { type DvcSyncSettings, dvcSyncDefaults } from './settings.ts';

/**
 * The portal's interface of 2026: a token, a file by upload, a dossier created once and then told its state. The portal's
 * own number and id of a dossier are kept beside the station's code; a creation whose answer was lost is found out by
 * creating again, which the portal answers with “đã tồn tại”.
 */
export class DvcSyncConnector implements Connector {
  readonly kind = 'automatic';
  readonly name = 'dvcsync';
  readonly probeUrl: string;
  readonly refusesSecondAdd = true;
  readonly #settings: DvcSyncSettings;
  readonly #clock: Clock;
  readonly #services: DvcServices;
  readonly #gate: AccessGate;

  constructor(settings: DvcSyncSettings, clock: Clock, line: Line) {
    this.#settings = settings;
    this.#clock = clock;
    this.#services = new DvcServices(settings, clock, line);
    this.#gate = new AccessGate(clock, settings.accessHoldMs);
    this.probeUrl = settings.baseUrl;
  }

  get refusal(): Code | null {
    return this.#gate.refusal;
  }

  syncDossier(
    dossier: PortalDossier,
    options: { known: boolean; references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome> {
    return this.#gate.pass(() => this.#sync(dossier, options));
  }

  reportProgress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome> {
    return this.#gate.pass(() => this.#progress(dossierCode, steps, options));
  }

  async sendDocument(document: OutgoingDocument, options: { signal: AbortSignal }): Promise<DocumentOutcome> {
    let file: DocumentOutcome['file'] = null;
    const outcome = await this.#gate.pass(async () => {
      const sent = await this.#upload(document, options.signal);
      file = sent.file;
      return sent.outcome;
    });
    return { outcome, file };
  }

  async #sync(
    dossier: PortalDossier,
    options: { known: boolean; references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome> {
    const { known, references, signal } = options;
    const creation = encodeCreation(dossier, this.#settings);
    if (!creation.ok) return refusedHere(creation);
    if (!known && references.find('id') === undefined) {
      const failed = await this.#create(creation.value, references, signal);
      if (failed) return failed;
      return await this.#tellState(dossier, references, signal);
    }
    const told = await this.#tellState(dossier, references, signal);
    if (told.kind !== 'rejected' || told.code !== 'PORTAL-DOSSIER-UNKNOWN') return told;
    const failed = await this.#create(creation.value, references, signal);
    return failed ?? (await this.#tellState(dossier, references, signal));
  }

  /** Creates the dossier; the outcome when that failed, null when the portal has it. */
  async #create(creation: Encoded, references: PortalReferences, signal: AbortSignal): Promise<Outcome | null> {
    const { numberCode } = this.#settings;
    if (numberCode !== '' && references.find('number') === undefined) {
      const failed = await this.#askNumber(numberCode, references, signal);
      if (failed) return failed;
    }
    const asked = await this.#services.post('create', creation.element, signal);
    if (!asked.verdict || (asked.verdict.meaning !== 'done' && asked.verdict.meaning !== 'exists')) {
      return outcomeOf(asked);
    }
    const { id, code } = readDossierNames(asked.data);
    if (id !== undefined) references.keep('id', id);
    if (code !== undefined) references.keep('code', code);
    return null;
  }

  /** A number of theirs, kept before anything is created under it: none is asked for twice. */
  async #askNumber(code: string, references: PortalReferences, signal: AbortSignal): Promise<Outcome | null> {
    const answer = await this.#services.nextNumber(code, signal);
    if ('outcome' in answer) return answer.outcome;
    const number = readNextNumber(answer.text);
    if (number === null) return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    references.keep('number', number);
    return null;
  }

  /** Results are taken beside certain states only: a list from which one was taken out is told beside such a state first. */
  async #tellState(dossier: PortalDossier, references: PortalReferences, signal: AbortSignal): Promise<Outcome> {
    if (dossier.recalled && !carriesResults(dossier.statusCode)) {
      const listed = await this.#tell({ ...dossier, statusCode: listingStatus }, references, signal);
      if (listed.kind !== 'confirmed') return listed;
    }
    return await this.#tell(dossier, references, signal);
  }

  async #tell(dossier: PortalDossier, references: PortalReferences, signal: AbortSignal): Promise<Outcome> {
    const encoded = encodeStatus(dossier, references.find('id') ?? '', this.#settings);
    if (!encoded.ok) return refusedHere(encoded);
    const { element, shortened, resultsLeftOut } = encoded.value;
    const content = [element];
    const asked = await this.#services.post('status', content, signal);
    return this.#settled('status', asked, content, {
      ...(shortened.length > 0 ? { shortened } : {}),
      ...(resultsLeftOut ? { withoutResults: true as const } : {}),
    });
  }

  async #progress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome> {
    const id = options.references.find('id') ?? '';
    const encoded: Encoded[] = [];
    for (const step of steps.toSorted((a, b) => a.at - b.at)) {
      const one = encodeStep(dossierCode, id, step, this.#settings);
      if (!one.ok) return refusedHere(one);
      encoded.push(one.value);
    }
    let outcome: Outcome = { kind: 'rejected', code: 'PORTAL-CONTENT-INVALID' };
    for (let from = 0; from < encoded.length; from += stepsPerCall) {
      const part = encoded.slice(from, from + stepsPerCall);
      const content = part.map((one) => one.element);
      const shortened = [...new Set(part.flatMap((one) => one.shortened))];
      const asked = await this.#services.post('progress', content, options.signal);
      outcome = this.#settled('progress', asked, content, shortened.length > 0 ? { shortened } : {});
      if (outcome.kind !== 'confirmed') return outcome;
    }
    return outcome;
  }

  async #upload(document: OutgoingDocument, signal: AbortSignal): Promise<DocumentOutcome> {
    const form = await fileForm(document).catch(() => null);
    if (form === null) return { outcome: { kind: 'rejected', code: 'PORTAL-COPY-UNREADABLE' }, file: null };
    const asked = await this.#services.upload(form, document.urgent ?? false, signal);
    if (asked.verdict?.meaning !== 'done') {
      const outcome = outcomeOf(asked);
      const refused = outcome.kind === 'rejected';
      return { outcome: refused ? { ...outcome, code: 'PORTAL-UPLOAD-REFUSED' } : outcome, file: null };
    }
    const file = readFile(asked.data);
    if (file === null) return { outcome: { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' }, file: null };
    if (isHashOf(file.hash, form.file) === false) {
      return { outcome: { kind: 'unreachable', code: 'PORTAL-FILE-DIFFERS' }, file: null };
    }
    const receipt = this.#receipt('upload', asked.verdict.message, sha256(form.file), {});
    return { outcome: { kind: 'confirmed', receipt }, file };
  }

  #settled(
    service: Service,
    asked: Asked,
    content: unknown,
    remarks: Pick<Receipt, 'shortened' | 'withoutResults'>,
  ): Outcome {
    const meaning = asked.verdict?.meaning;
    // A step that exists has arrived before.
    if (asked.verdict && (meaning === 'done' || (meaning === 'exists' && service === 'progress'))) {
      const requestSha256 = sha256(JSON.stringify(content));
      return { kind: 'confirmed', receipt: this.#receipt(service, asked.verdict.message, requestSha256, remarks) };
    }
    return outcomeOf(asked);
  }

  #receipt(
    service: Service,
    message: string,
    requestSha256: string,
    remarks: Pick<Receipt, 'shortened' | 'withoutResults'>,
  ): Receipt {
    return {
      connector: this.name,
      service: services[service],
      message,
      at: this.#clock.now(),
      requestSha256,
      ...remarks,
    };
  }
}
