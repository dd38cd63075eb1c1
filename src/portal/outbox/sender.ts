import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../../common/clock.ts';
import type { Result } from '../../common/result.ts';
import type { OutboxRow } from '../../store/repositories/outbox.ts';
import type { OutboxResult } from '../../store/schema/outbox.ts';
import {
  type Connector,
  type Outcome,
  PortalDossier,
  type PortalReferences,
  ProgressStep,
  type Receipt,
} from '../connector.ts';
import type { CopyReader } from '../documents/copy-reader.ts';
import { makeLink } from '../documents/links.ts';
import { type GatewaySettings, uploadCopy } from '../documents/upload.ts';
import type { RequestAnswer } from '../inbound/contract.ts';
import type { Line } from '../line/line.ts';
import type { UploadPace } from '../line/pace.ts';
import { readPayload } from './payloads.ts';
import { syncOnce } from './presence.ts';
import { toldOf } from './told.ts';

type Awaitable<T> = T | Promise<T>;

/**
 * Where the content of a message comes from, asked anew for every attempt. A failure is a state that a person has to
 * mend (its code is shown with the row); an exception is a bug and the row is tried again later.
 */
export interface ContentSource {
  loadDossier(dossierId: string): Awaitable<Result<PortalDossier>>;
  /** The steps of these ids, and the code under which the portal knows the dossier. */
  loadSteps(
    dossierId: string,
    stepIds: readonly string[],
  ): Awaitable<Result<{ dossierCode: string; steps: readonly ProgressStep[] }>>;
  openCopy(documentId: string): Awaitable<Result<CopyReader>>;
  /** What was decided of a request filed online; absent where nobody decides of any. */
  loadAnswer?(answerId: string): Awaitable<Result<RequestAnswer>>;
}

/** What came of a row, and what it produced. */
export interface Sent {
  readonly outcome: Outcome;
  readonly result: OutboxResult | null;
}

/** What a message is sent from: a row of the outbox, or what was handed over by another office. */
export type SendableRow = Pick<OutboxRow, 'id' | 'dossierId' | 'kind' | 'payload' | 'uploadUrl' | 'begunAt'> &
  Partial<Pick<OutboxRow, 'urgent'>>;

/** What a send is told besides its row. */
export interface SendOptions {
  /** The portal has confirmed this dossier before. */
  readonly known: boolean;
  /** What the far side calls this dossier. */
  readonly references: PortalReferences;
  /** Keeps the address of a growing upload; durable when it returns. */
  readonly remember: (url: string | null) => void;
  /** Told how many bytes of a document the gateway has. */
  readonly onOffset?: (offset: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a row: checks its payload, loads and checks the content, and hands it to the connector or the gateway. */
export class Sender {
  readonly #connector: Connector;
  readonly #gateway: GatewaySettings | null;
  readonly #line: Line;
  readonly #pace: UploadPace;
  readonly #content: ContentSource;
  readonly #clock: Clock;

  /** @param parts.gateway  where copies go; null when the connector takes them */
  constructor(parts: {
    connector: Connector;
    gateway: GatewaySettings | null;
    line: Line;
    /** What the uploads tell of the line to the gateway. */
    pace: UploadPace;
    content: ContentSource;
    clock: Clock;
  }) {
    this.#connector = parts.connector;
    this.#gateway = parts.gateway;
    this.#line = parts.line;
    this.#pace = parts.pace;
    this.#content = parts.content;
    this.#clock = parts.clock;
  }

  /** The connector's name, under which references are kept. */
  get connectorName(): string {
    return this.#connector.name;
  }

  /** What an upload must have produced for this way of sending. */
  get uploadYields(): keyof OutboxResult {
    return this.#gateway === null ? 'file' : 'url';
  }

  async send(row: SendableRow, options: SendOptions): Promise<Sent> {
    switch (row.kind) {
      case 'upload-copy':
        return await this.#upload(row, options);
      case 'sync-dossier':
        return await this.#sync(row, options);
      case 'progress':
        return { outcome: await this.#progress(row, options), result: null };
      case 'answer-request':
        return { outcome: await this.#answer(row, options), result: null };
    }
  }

  async #upload(row: SendableRow, options: SendOptions): Promise<Sent> {
    const payload = readPayload('upload-copy', row.payload);
    if (!payload) return { outcome: invalid('payload'), result: null };
    const copy = await this.#content.openCopy(payload.documentId);
    if (!copy.ok) return { outcome: refused(copy), result: null };
    const filename = `ban-sao-dien-tu-${row.id.slice(-12)}.pdf`;
    try {
      if (this.#gateway === null) {
        if (!this.#connector.sendDocument) throw new Error(`${this.#connector.name} has nowhere to send a copy to`);
        const document = { copy: copy.value, filename, urgent: row.urgent ?? false };
        const sent = await this.#connector.sendDocument(document, options);
        return { outcome: sent.outcome, result: sent.file && { file: sent.file } };
      }
      const { outcome, url } = await uploadCopy(this.#gateway, this.#clock, {
        line: this.#line,
        copy: copy.value,
        filename,
        knownUrl: row.uploadUrl,
        remember: options.remember,
        pace: this.#pace,
        urgent: row.urgent ?? false,
        onOffset: (offset) => options.onOffset?.(offset),
        signal: options.signal,
      });
      if (outcome.kind !== 'confirmed' || url === null) return { outcome, result: null };
      const uploaded = { copy: copy.value, receipt: outcome.receipt, url };
      return await this.#link(row, this.#gateway, { ...uploaded, ...options });
    } finally {
      await copy.value.close?.();
    }
  }

  /** The address for the portal: a link where the gateway gives links, otherwise the one at which the upload grew. */
  async #link(
    row: SendableRow,
    { linkEndpoint: endpoint, bearerToken }: GatewaySettings,
    { copy, receipt, url, remember, signal }: SendOptions & { copy: CopyReader; receipt: Receipt; url: string },
  ): Promise<Sent> {
    if (!endpoint) return { outcome: { kind: 'confirmed', receipt }, result: { url } };
    const dossier = await this.#content.loadDossier(row.dossierId);
    if (!dossier.ok) return { outcome: refused(dossier), result: null };
    const service = { endpoint, ...(bearerToken === undefined ? {} : { bearerToken }) };
    const wanted = { upload: url, dossier: dossier.value.dossierCode, sha256: receipt.requestSha256 };
    const made = await makeLink(
      { service, line: this.#line, clock: this.#clock, signal },
      { id: row.id, ...wanted, bytes: copy.length },
    );
    switch (made.kind) {
      case 'link':
        if (made.link.url === null) return { outcome: noLink, result: null };
        return { outcome: { kind: 'confirmed', receipt }, result: { url: made.link.url } };
      case 'damaged':
      case 'absent':
        remember(null);
        return { outcome: { kind: 'unreachable', code: 'PORTAL-UPLOAD-DAMAGED' }, result: null };
      case 'rejected':
      case 'unreachable':
        return { outcome: made, result: null };
    }
  }

  async #sync(row: SendableRow, options: SendOptions): Promise<Sent> {
    const nothing = (outcome: Outcome): Sent => ({ outcome, result: null });
    if (!readPayload('sync-dossier', row.payload)) return nothing(invalid('payload'));
    const dossier = await this.#content.loadDossier(row.dossierId);
    if (!dossier.ok) return nothing(refused(dossier));
    const wrong = firstWrong(PortalDossier, dossier.value);
    if (wrong !== undefined) return nothing(invalid(wrong));
    const { known, references, signal } = options;
    const standing = { known, begunAt: row.begunAt };
    const outcome = await syncOnce(this.#connector, dossier.value, standing, { references, signal });
    // What was told is kept beside the receipt: later the portal is asked whether it still has it.
    return { outcome, result: outcome.kind === 'confirmed' ? { told: toldOf(dossier.value) } : null };
  }

  async #progress(row: SendableRow, options: SendOptions): Promise<Outcome> {
    const payload = readPayload('progress', row.payload);
    if (!payload) return invalid('payload');
    const loaded = await this.#content.loadSteps(row.dossierId, payload.stepIds);
    if (!loaded.ok) return refused(loaded);
    const { dossierCode, steps } = loaded.value;
    if (steps.length !== payload.stepIds.length) return invalid('steps');
    for (const step of steps) {
      const wrong = firstWrong(ProgressStep, step);
      if (wrong !== undefined) return invalid(wrong);
    }
    return await this.#connector.reportProgress(dossierCode, steps, options);
  }

  /** A way that brings no requests takes no answers either: an officer then answers on the portal. */
  async #answer(row: SendableRow, { signal }: SendOptions): Promise<Outcome> {
    if (!readPayload('answer-request', row.payload)) return invalid('payload');
    const services = this.#connector.inbound;
    if (!services || !this.#content.loadAnswer) return { kind: 'rejected', code: 'INBOUND-ANSWER-NO-WAY' };
    const answer = await this.#content.loadAnswer(row.id);
    return answer.ok ? await services.answerRequest(answer.value, { signal }) : refused(answer);
  }
}

/** The gateway has removed a file that the station has only just handed over. */
const noLink: Outcome = { kind: 'rejected', code: 'PORTAL-UPLOAD-REFUSED', message: 'FILE-REMOVED' };

function invalid(field: string): Outcome {
  return { kind: 'rejected', code: 'PORTAL-CONTENT-INVALID', message: field };
}

function refused(result: Extract<Result<unknown>, { ok: false }>): Outcome {
  return { kind: 'rejected', code: result.error.code };
}

/** The path of the first value that does not fit the schema; never the value itself. */
function firstWrong(schema: TSchema, value: unknown): string | undefined {
  if (Value.Check(schema, value)) return undefined;
  return Value.Errors(schema, value)[0]?.instancePath.slice(0, 100) || '/';
}
