import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Logger } from '../../common/log.ts';
import { PacedLoop } from '../../common/paced-loop.ts';
import type { Store, Tx } from '../../store/index.ts';
import {
  confirmGuest,
  findGuestReference,
  guestConfirmed,
  guestCounts,
  guestSyncBegunAt,
  guestUploads,
  keepGuestReference,
  laterSyncs,
  markEmptied,
  markGuestBegun,
  messagesOfGuest,
  nextGuestDueAt,
  nextGuestMessage,
  openBehind,
  postponeGuest,
  type QueuedMessage,
  refuseGuest,
  releaseGuestMessages,
  rememberGuestUpload,
  reopenGuestUpload,
  settleGuestBundle,
} from '../../store/repositories/guests.ts';
import type { OutboxReceipt, OutboxResult } from '../../store/schema/outbox.ts';
import type { PortalReferences } from '../connector.ts';
import { trace } from '../outbox/drainer.ts';
import type { Sender, Sent } from '../outbox/sender.ts';
import { type OutboxTimings, waitAfter } from '../outbox/timings.ts';
import { CopyChecks, type JudgeGuestCopy, passing } from './check-copy.ts';
import { bundledDossier } from './content.ts';

/** The portal has refused nothing: what was handed over is gone or damaged here, and its office hands it over again. */
const lostHere: readonly string[] = ['BUNDLE-CONTENT-GONE', 'STORE-DOCUMENT-DAMAGED'];

interface RelayParts {
  readonly store: Store;
  /** Sends by the connector and gateway of this station, with the content of the bundles. */
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timings: OutboxTimings;
  /** Looks at every copy before it is sent. */
  readonly judge: JudgeGuestCopy;
  /** A message has come to its end. */
  readonly onChange: () => void;
}

/**
 * Sends what other offices handed over on a stick, one message at a time beside the office's own: those of a dossier in
 * their order, dossiers independently of each other. What was on its way when the power went is sent again, which is
 * safe because every send is idempotent. A bundle whose messages have all come to an end is emptied: only the receipts
 * stay, for the origin.
 */
export class GuestRelay {
  readonly #parts: RelayParts;
  readonly #copies: CopyChecks;
  readonly #loop: PacedLoop;

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#copies = new CopyChecks(parts.store, parts.judge);
    const { clock, log, timings } = parts;
    this.#loop = new PacedLoop({
      ...{ clock, mostMs: timings.pollMs },
      turn: (signal) => this.#work(signal),
      onFailure: (error) => {
        log.error(trace(error), 'guests: the table cannot be used');
        return timings.firstWaitMs;
      },
    });
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Something was imported. */
  wake(): void {
    this.#loop.wake();
  }

  /** What waits for its turn need not wait any longer. */
  lineIsBack(): void {
    const { store, clock, log } = this.#parts;
    try {
      if (nextGuestDueAt(store.db) === null) return;
      store.write((tx) => releaseGuestMessages(tx, clock.now()));
      this.wake();
    } catch (error) {
      log.error(trace(error), 'guests: the table cannot be used');
    }
  }

  /** Sends all that is due, one by one. Answers how long to wait for more, milliseconds. */
  async #work(signal: AbortSignal): Promise<number> {
    const { store, clock, timings } = this.#parts;
    const horizon = Math.max(timings.mostWaitMs, timings.mostRetryAfterMs);
    while (!signal.aborted) {
      const now = clock.now();
      const message = nextGuestMessage(store.db, now, now + horizon);
      if (!message) break;
      await this.#one(message, signal);
    }
    const next = nextGuestDueAt(store.db);
    return next === null ? timings.pollMs : Math.max(timings.firstWaitMs, next - clock.now());
  }

  async #one(message: QueuedMessage, signal: AbortSignal): Promise<void> {
    const { store, clock, log } = this.#parts;
    if (await this.#settledElsewhere(message)) return;
    if (this.#goesAgainFirst(message)) return;
    let sent: Sent;
    try {
      const checked = await this.#copies.check(message);
      if (checked.ok) {
        const before = guestSyncBegunAt(store.db, message);
        store.write((tx) => markGuestBegun(tx, message.id, clock.now()));
        sent = await this.#send(message, before, signal);
      } else {
        const { code } = checked.error;
        sent = { outcome: { kind: passing.includes(code) ? 'unreachable' : 'rejected', code }, result: null };
      }
    } catch (error) {
      log.error(
        { ...trace(error), message: message.id, kind: message.kind },
        'guests: a message failed in the station',
      );
      sent = { outcome: { kind: 'unreachable', code: 'PORTAL-NOT-PREPARED' }, result: null };
    }
    // Cut by the stop: it goes again at the next start as if it had not been tried.
    if (signal.aborted && sent.outcome.kind === 'unreachable') return;
    store.write((tx) => this.#settle(tx, message, sent));
    this.#changed();
  }

  /** @param before  when its dossier was first on its way before this attempt */
  async #send(message: QueuedMessage, before: number | null, signal: AbortSignal): Promise<Sent> {
    const { store, sender } = this.#parts;
    const payload = {
      'upload-copy': { originalId: message.id, documentId: message.id },
      'sync-dossier': {},
      progress: { stepIds: Array.from({ length: message.steps }, (_, step) => `${message.id}/${step}`) },
    }[message.kind];
    const { id, kind, uploadUrl } = message;
    const begunAt = kind === 'sync-dossier' ? before : message.begunAt;
    return await sender.send(
      { id, dossierId: id, kind, payload, uploadUrl, begunAt },
      {
        known: guestConfirmed(store.db, message.dossierCode),
        references: this.#referencesOf(message.dossierCode),
        remember: (url) => store.write((tx) => rememberGuestUpload(tx, message.id, url)),
        signal,
      },
    );
  }

  #referencesOf(dossierCode: string): PortalReferences {
    const { store, sender } = this.#parts;
    const connector = sender.connectorName;
    return {
      find: (name) => findGuestReference(store.db, dossierCode, connector, name),
      keep: (name, value) => store.write((tx) => keepGuestReference(tx, { dossierCode, connector, name, value })),
    };
  }

  /**
   * Nothing is to be sent: the very copy has arrived before (a bundle that was taken back had been sent after all), or a
   * later bundle has already brought the dossier further than this one. Where that later one did not tell of the copies
   * of this one, nobody would: its office tells of them in its next bundle.
   */
  async #settledElsewhere(message: QueuedMessage): Promise<boolean> {
    const { store, sender } = this.#parts;
    if (message.kind === 'upload-copy') {
      const arrived = guestUploads(store.db, message.dossierCode).find(
        (one) => one.documentId === message.documentId && one.result[sender.uploadYields] !== undefined,
      );
      if (!arrived) return false;
      this.#confirmBy(message, arrived.receipt, arrived.result);
      return true;
    }
    if (message.kind !== 'sync-dossier') return false;
    const later = laterSyncs(store.db, message.dossierCode, message.seq).find((one) => one.state === 'confirmed');
    if (!later?.receipt) return false;
    if (await this.#toldOfCopies(message, later)) this.#confirmBy(message, later.receipt, null);
    else this.#giveBack(message, 'BUNDLE-OVERTAKEN');
    return true;
  }

  /** Whether a later message told the far side of all copies that the bundle of this one has brought. */
  async #toldOfCopies(message: QueuedMessage, later: QueuedMessage): Promise<boolean> {
    const { store } = this.#parts;
    const bundled = await bundledDossier(store, message);
    if (!bundled.ok) return false;
    const told = later.result?.told?.results ?? [];
    const arrived = guestUploads(store.db, message.dossierCode);
    return bundled.value.messages.every((own) => {
      if (own.kind !== 'upload-copy') return true;
      const urls = arrived.filter((one) => one.documentId === own.documentId).map(({ result }) => result.url);
      // A far side that takes the copies itself has no addresses.
      return told.some((one) => one.originalId === own.originalId && (one.url === null || urls.includes(one.url)));
    });
  }

  #confirmBy(message: QueuedMessage, receipt: OutboxReceipt, result: OutboxResult | null): void {
    const { store, clock } = this.#parts;
    store.write((tx) => {
      const { attempts } = message;
      confirmGuest(tx, message.id, { attempts, receipt, result, settledAt: clock.now() });
      this.#endBundle(tx, message.bundleId);
    });
    this.#changed();
  }

  /** The message and what stands behind it go in the next bundle of its office. */
  #giveBack(message: QueuedMessage, failureCode: Code): void {
    const { store, clock, log } = this.#parts;
    store.write((tx) => {
      const why = { state: 'unsent', failureCode, failureMessage: null, settledAt: clock.now() } as const;
      for (const one of [message, ...openBehind(tx, message)]) refuseGuest(tx, one.id, why);
      this.#endBundle(tx, message.bundleId);
    });
    log.info({ message: message.id, bundle: message.bundleId, code: failureCode }, 'guests: given back');
    this.#changed();
  }

  #changed(): void {
    this.#parts.store.jobs.wake();
    this.#parts.onChange();
  }

  /** Before the dossier is told of its copies: those of its bundle that went by another way go again. */
  #goesAgainFirst(message: QueuedMessage): boolean {
    if (message.kind !== 'sync-dossier') return false;
    const { store, clock, sender } = this.#parts;
    const foreign = messagesOfGuest(store.db, message.bundleId).filter(
      (one) =>
        one.dossierCode === message.dossierCode &&
        one.kind === 'upload-copy' &&
        one.state === 'confirmed' &&
        one.result?.[sender.uploadYields] === undefined,
    );
    if (foreign.length === 0) return false;
    store.write((tx) => {
      for (const one of foreign) reopenGuestUpload(tx, one.id, clock.now());
    });
    return true;
  }

  #settle(tx: Tx, message: QueuedMessage, { outcome, result }: Sent): void {
    const { clock, timings, log } = this.#parts;
    const now = clock.now();
    const attempts = message.attempts + 1;
    const about = { message: message.id, bundle: message.bundleId, kind: message.kind, attempts };
    switch (outcome.kind) {
      case 'confirmed':
        confirmGuest(tx, message.id, { attempts, receipt: outcome.receipt, result, settledAt: now });
        log.info(about, 'guests: confirmed');
        break;
      case 'rejected': {
        const failureMessage = outcome.message ?? null;
        const state = lostHere.includes(outcome.code) ? 'unsent' : 'rejected';
        refuseGuest(tx, message.id, { state, failureCode: outcome.code, failureMessage, settledAt: now });
        for (const behind of openBehind(tx, message)) {
          const why = { failureCode: 'BUNDLE-BEHIND-REFUSED', failureMessage: null, settledAt: now };
          refuseGuest(tx, behind.id, { state: 'unsent', ...why });
        }
        log.warn({ ...about, code: outcome.code }, 'guests: rejected');
        break;
      }
      case 'unreachable': {
        const counted = outcome.progressed ? 1 : attempts;
        const nextAttemptAt = now + waitAfter(timings, counted, outcome.retryAfterMs, Math.random());
        const failureMessage = outcome.message ?? null;
        postponeGuest(tx, message.id, { attempts: counted, nextAttemptAt, failureCode: outcome.code, failureMessage });
        log.warn({ ...about, code: outcome.code }, 'guests: not sent');
        return;
      }
    }
    this.#endBundle(tx, message.bundleId);
  }

  /** A bundle of which nothing waits any more is emptied, in the transaction of its last message. */
  #endBundle(tx: Tx, bundleId: string): void {
    const { store, clock } = this.#parts;
    if (guestCounts(tx, bundleId).waiting === 0) emptyGuest(store, tx, bundleId, clock.now());
  }
}

/** A bundle is at its end: its key and its files go by a durable job; what came of its messages stays. */
export function emptyGuest(store: Pick<Store, 'jobs' | 'journal'>, tx: Tx, bundleId: string, now: number): void {
  settleGuestBundle(tx, bundleId, now);
  if (!markEmptied(tx, bundleId, now)) return;
  store.jobs.enqueue(tx, 'remove-guest', { bundleId });
  const { confirmed, rejected, unsent } = guestCounts(tx, bundleId);
  store.journal.append(tx, {
    actor: 'station',
    role: 'station',
    act: 'empty-guest-bundle',
    objectType: 'station',
    objectId: bundleId,
    facts: { confirmed, rejected, unsent },
  });
}
