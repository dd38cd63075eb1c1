import type { Clock } from '../../common/clock.ts';
import { newId } from '../../common/id.ts';
import type { Reader, Tx } from '../../store/index.ts';
import { bundlesOfRow } from '../../store/repositories/bundles.ts';
import { findCopyLink } from '../../store/repositories/copy-links.ts';
import { goesByHand } from '../../store/repositories/handovers.ts';
import {
  addOutboxRow,
  confirmedUploads,
  type OutboxKind,
  type OutboxRow,
  removeOutboxRow,
} from '../../store/repositories/outbox.ts';
import type { OutboxResult } from '../../store/schema/outbox.ts';
import { type Payload, readPayload } from './payloads.ts';

/** A copy that has left the office: where it can be fetched, or what the portal calls the file it took. */
export interface DeliveredCopy extends OutboxResult {
  readonly originalId: string;
  readonly documentId: string;
}

/** Told in the transaction that a dossier's state has changed, or (with ids) that there are steps to tell. */
export type Note = (tx: Tx, dossierId: string, stepIds: readonly string[]) => void;

/**
 * Writes to the outbox. Every method takes the transaction of the change that makes the message necessary, so a message
 * is neither lost nor sent for a change that was rolled back. Messages of one dossier go in the order written here.
 */
export class Outbox {
  readonly #clock: Clock;
  readonly #added: () => void;
  readonly #beside: Note | null;
  readonly #ended: () => void;

  /**
   * `added` and `ended` (a message was taken out) are called inside the transaction; whoever listens looks at the table only
   * after it. `beside` hears of each change that another system is told of too.
   */
  constructor(clock: Clock, added: () => void = () => {}, beside: Note | null = null, ended: () => void = () => {}) {
    this.#clock = clock;
    this.#added = added;
    this.#beside = beside;
    this.#ended = ended;
  }

  /**
   * The sealed copy goes to the document gateway, no sooner than the line was up for `holdMs` milliseconds; the messages
   * behind it do not wait for it. Returns the row's id.
   */
  uploadCopy(tx: Tx, dossierId: string, copy: Payload<'upload-copy'>, holdMs: number | null = null): string {
    const { originalId, documentId } = copy;
    return this.#add(tx, dossierId, 'upload-copy', { originalId, documentId }, holdMs);
  }

  /** The dossier as it is when the row's turn comes goes to the portal. Returns the row's id. */
  syncDossier(tx: Tx, dossierId: string): string {
    this.#beside?.(tx, dossierId, []);
    return this.#add(tx, dossierId, 'sync-dossier', {});
  }

  /** The named steps go to the portal. Returns the row's id. */
  progress(tx: Tx, dossierId: string, stepIds: readonly string[]): string {
    this.#beside?.(tx, dossierId, stepIds);
    return this.#add(tx, dossierId, 'progress', { stepIds: [...stepIds] });
  }

  /**
   * What was decided of a request filed online goes to the portal, under the answer's id and before all that is written of
   * the request's dossier later.
   */
  answerRequest(tx: Tx, requestId: string, answerId: string): void {
    const row = { id: answerId, dossierId: requestId, kind: 'answer-request', payload: {} } as const;
    addOutboxRow(tx, { ...row, createdAt: this.#clock.now() });
    this.#added();
  }

  /**
   * Takes the message of a cancelled copy out before it has ended, so that nothing more of the file leaves; what is on its
   * way is broken off after the transaction. False, and nothing is done, when it has ended (now, or once before), an officer
   * took the file, or it is in a bundle: then the copy is somewhere, and is taken back from there.
   */
  endUpload(tx: Tx, upload: OutboxRow): boolean {
    if (upload.state === 'confirmed' || goesByHand(tx, upload.dossierId)) return false;
    if (bundlesOfRow(tx, upload.id).length > 0 || findCopyLink(tx, upload.id)) return false;
    removeOutboxRow(tx, upload.id);
    this.#ended();
    return true;
  }

  /** The copies of a dossier that gateway or portal have, in the order delivered. */
  deliveredCopies(db: Reader, dossierId: string): DeliveredCopy[] {
    return confirmedUploads(db, dossierId).flatMap((row) => {
      const payload = readPayload('upload-copy', row.payload);
      return payload && row.result ? [{ ...payload, ...row.result }] : [];
    });
  }

  #add<K extends OutboxKind>(
    tx: Tx,
    dossierId: string,
    kind: K,
    payload: Payload<K>,
    holdMs: number | null = null,
  ): string {
    const id = newId(this.#clock);
    addOutboxRow(tx, { id, dossierId, kind, payload, createdAt: this.#clock.now(), holdMs });
    this.#added();
    return id;
  }
}
