/**
 * Everything that leaves the office: the outbox and what drains it. The room above writes rows through `outbox` in its
 * own transactions and hears of confirmations through the callbacks it hands in here.
 */
import type { Clock } from '../common/clock.ts';
import type { Code } from '../common/codes/index.ts';
import type { Logger } from '../common/log.ts';
import { fail, type Result } from '../common/result.ts';
import type { Store } from '../store/index.ts';
import { type OutboxState, resumeInterrupted } from '../store/repositories/outbox.ts';
import { bytesWaiting, outboxCounts } from '../store/repositories/outbox-backlog.ts';
import { Beside, type BesideStatus } from './beside/beside.ts';
import type { CategoryQuery } from './categories/category.ts';
import type { Pulled } from './categories/read.ts';
import type { AnyConnector, Connector } from './connector.ts';
import { DvcSyncConnector, type DvcSyncSettings } from './connectors/dvcsync/index.ts';
import { HandOverConnector } from './connectors/hand-over/index.ts';
import { LgspConnector, type LgspSettings } from './connectors/lgsp/index.ts';
import { ManualConnector } from './connectors/manual/index.ts';
import { MapiConnector, type MapiSettings } from './connectors/mapi/index.ts';
import { OneStopConnector, type OneStopSettings } from './connectors/one-stop/index.ts';
import type { GatewaySettings } from './documents/upload.ts';
import type { JudgeGuestCopy } from './guests/check-copy.ts';
import { guestContent } from './guests/content.ts';
import { GuestRelay } from './guests/guest-relay.ts';
import { Inbound, type InboundCallbacks, type InboundSettings } from './inbound/inbound.ts';
import { Backlog } from './line/backlog.ts';
import { type LineHours, longestNow } from './line/hours.ts';
import { type Line, type LineSettings, openLine } from './line/line.ts';
import { Pace } from './line/pace.ts';
import type { LinkState } from './link-state.ts';
import { type LinkStatus, type LinkTimings, LinkWatcher, linkTimings, type ServerDate } from './link-watcher.ts';
import { Drainer, type DrainerEvents } from './outbox/drainer.ts';
import { Holds } from './outbox/holds.ts';
import { lanesFor } from './outbox/lanes.ts';
import { type Note, Outbox } from './outbox/outbox.ts';
import { reopen } from './outbox/reopen.ts';
import { type ContentSource, Sender } from './outbox/sender.ts';
import { type OutboxTimings, outboxTimings } from './outbox/timings.ts';
import { Reconciler, type ReconciliationSettings } from './reconciliation/reconciler.ts';
import { type ReconciliationTimings, reconciliationTimings } from './reconciliation/timings.ts';

export type { BesideStatus } from './beside/beside.ts';
export {
  type CategoryContent,
  type CategoryKind,
  CategoryList,
  CategoryProcedure,
  type CategoryQuery,
  categoryName,
  categoryOf,
  listKinds,
} from './categories/category.ts';
export type { Pulled } from './categories/read.ts';
export type { Confirmed, Connector, FarDossier, LookUp, Outcome, Receipt, Rejected, Unreachable } from './connector.ts';
export { PortalDossier, ProgressStep } from './connector.ts';
export type { ServiceCodes } from './connectors/dossier-services/index.ts';
export type { DvcSyncSettings } from './connectors/dvcsync/index.ts';
export type { LgspSettings } from './connectors/lgsp/index.ts';
export {
  copyFileName,
  FIELD_SOURCES,
  type FieldSource,
  type FileNameParts,
  MODULE_STEPS,
  type ModuleField,
  megabyte,
  moduleFields,
} from './connectors/manual/index.ts';
export type { OneStopSettings } from './connectors/one-stop/index.ts';
export type { CopyReader } from './documents/copy-reader.ts';
export type { GatewaySettings } from './documents/upload.ts';
export {
  Appointment,
  type AttachedFile,
  type FetchedRequest,
  type ListedRequest,
  OnlineRequest,
  type RequestAnswer,
} from './inbound/contract.ts';
export type { InboundCallbacks, InboundSettings } from './inbound/inbound.ts';
export type { LineHours } from './line/hours.ts';
export type { LineSettings } from './line/line.ts';
export { type LinkState, linkStates } from './link-state.ts';
export type { LinkStatus, LinkTimings, ServerDate } from './link-watcher.ts';
export {
  moduleService,
  receiptByHand,
  settleCopyByHand,
  settleDossierByHand,
  settleRowByHand,
  uploadRowOf,
} from './outbox/by-hand.ts';
export type { ConfirmedRow, DrainerEvents } from './outbox/drainer.ts';
export { mayReplaceCopy, originalOfUpload, releaseCopy, replaceCopy } from './outbox/holds.ts';
export { type DeliveredCopy, Outbox } from './outbox/outbox.ts';
export type { ContentSource } from './outbox/sender.ts';
export { stepsTold } from './outbox/steps-told.ts';
export type { OutboxTimings } from './outbox/timings.ts';
export { isDecidedThere, mendOf } from './reconciliation/compare.ts';
export type { Reconciler, ReconciliationSettings, ReconciliationStatus } from './reconciliation/reconciler.ts';
export { portalSettings } from './settings.ts';

/** How this office reaches the portal. `manual`: an officer puts the copies there; `hand-over`: by a stick. */
export type PortalSettings = Alongside &
  (
    | { readonly connector: 'manual'; readonly line?: LineSettings }
    | { readonly connector: 'hand-over'; readonly line?: LineSettings }
    | AutomaticSettings
  );

/** With it, the one-stop system is told of every dossier too, whichever way leads to the portal. */
interface Alongside {
  readonly beside?: OneStopSettings;
}

/** A way on which the station sends by itself. With a gateway, copies go there and the portal is told their address. */
type AutomaticSettings = {
  readonly line?: LineSettings;
  readonly hours?: LineHours;
  readonly reconciliation?: ReconciliationSettings;
  readonly inbound?: InboundSettings;
} & (
  | { readonly connector: 'lgsp'; readonly lgsp: LgspSettings; readonly gateway: GatewaySettings }
  | { readonly connector: 'mapi'; readonly mapi: MapiSettings; readonly gateway: GatewaySettings }
  | { readonly connector: 'dvcsync'; readonly dvcsync: DvcSyncSettings }
  | { readonly connector: 'one-stop'; readonly oneStop: OneStopSettings; readonly gateway: GatewaySettings }
);

/** What the room above provides and hears. */
export interface PortalCallbacks
  extends ContentSource,
    Pick<DrainerEvents, 'onConfirmed' | 'onRejected' | 'onHoldOver'> {
  /** What the desk hears from the portal; without it nothing is asked for. */
  readonly inbound?: InboundCallbacks;
  /** A line changed its state. */
  onLink?(server: 'portal' | 'gateway', state: LinkState): void;
  /** A server answered. */
  onConfirmedExchange?(server: 'portal' | 'gateway'): void;
  /** What is known of the portal's side changed: of a dossier, or (empty) as a whole. */
  onReconciled?(dossierId: string): void;
  /** A server named its own date. */
  onDate?(server: 'portal' | 'gateway', heard: ServerDate): void;
  /** A message that was sent for another office has come to its end. */
  onGuest?(): void;
  /** Judges the copies of other offices; without it none of them is sent. */
  readonly judgeGuestCopy?: JudgeGuestCopy;
}

export interface PortalStatus {
  /** The connector that runs, which the setting is only from the next start on. */
  readonly connector: PortalSettings['connector'];
  readonly kind: AnyConnector['kind'];
  /** Why the far side does not let the station in, until it does: a person has to see to it. */
  readonly refusal: Code | null;
  readonly portal: LinkStatus;
  readonly gateway: LinkStatus;
  /** What the line carries; what officers do by hand is not among the open rows. */
  readonly rows: Readonly<Record<OutboxState, number>>;
  /** Bytes of documents that the line has still to carry. */
  readonly waitingBytes: number;
  /** The one-stop system beside the portal; null where the office has none. */
  readonly beside: BesideStatus | null;
  /** When all that waits will be through, as far as the last minutes tell; null: they do not. */
  readonly secondsLeft: number | null;
}

export interface Portal {
  /** Where the room above writes what is to be sent; wakes the drainer by itself. */
  readonly outbox: Outbox;
  /** Asks the portal what it has; null where officers put the copies there by hand. */
  readonly reconciler: Reconciler | null;
  start(): void;
  /** Interrupts what is being sent; it goes on at the next start. */
  stop(): Promise<void>;
  status(): PortalStatus;
  /** Whether the loop that sends what waits still turns; a line that is down does not stop it. */
  alive(): boolean;
  wake(): void;
  /** Bundles of another office were taken in; without a line of its own the station sends none of them. */
  wakeGuests(): void;
  /** Asks both lines now: something has changed on the way. */
  askLines(): void;
  /** What comes from the portal to the desk; null where this way brings nothing. */
  readonly inbound: {
    /** Asks the portal now for what it has. */
    ask(): void;
  } | null;
  /** The one-stop system beside the portal; null where the office has none. */
  readonly beside: Pick<Beside, 'note' | 'retry'> | null;
  /** Asks the portal for a category, after what is on its way; null where the way has none. */
  readonly pullCategory: ((query: CategoryQuery, signal: AbortSignal) => Promise<Pulled>) | null;
  /** Puts a rejected row back in line. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-REJECTED`. */
  retry(rowId: string): Result<void>;
}

/** Builds the portal's parts for an office; nothing runs before `start`. */
export function createPortal(parts: {
  store: Store;
  settings: PortalSettings;
  clock: Clock;
  log: Logger;
  callbacks: PortalCallbacks;
  timings?: {
    readonly outbox?: Partial<OutboxTimings>;
    readonly link?: Partial<LinkTimings>;
    readonly reconciliation?: Partial<ReconciliationTimings>;
  };
}): Portal {
  const { store, settings, clock, log, callbacks } = parts;
  const beside = besideOf(parts);
  if (settings.connector === 'manual') return lineless(new ManualConnector(), store, clock, beside);
  if (settings.connector === 'hand-over') return lineless(new HandOverConnector(), store, clock, beside);

  const line = openLine(settings.line);
  const connector = automaticConnector(settings, clock, line);
  const gateway = 'gateway' in settings ? settings.gateway : null;
  const timings = { ...linkTimings, ...parts.timings?.link };
  const longest = (): number => (settings.hours ? longestNow(settings.hours, clock.now()) : Number.MAX_SAFE_INTEGER);
  const paces = { portal: new Pace(clock), gateway: new Pace(clock) };
  const backlog = new Backlog(clock);
  const watch = (server: 'portal' | 'gateway', url: string, isPaused: () => boolean): LinkWatcher =>
    new LinkWatcher(
      { url, line, clock, timings, pace: paces[server], isPaused, isAwaited: () => drainer.isAwaited },
      {
        state: (state) => {
          if (state === 'down') log.warn({ server, state, code: 'PORTAL-UNREACHABLE' }, 'link');
          else log.info({ server, state }, 'link');
          if (state === 'up' || state === 'weak') {
            drainer.lineIsBack();
            reconciler.wake();
            if (server === 'portal') inbound?.lineIsBack();
            beside?.sender.lineIsBack();
            guests.lineIsBack();
          }
          callbacks.onLink?.(server, state);
        },
        confirmed: () => callbacks.onConfirmedExchange?.(server),
        date: (heard) => callbacks.onDate?.(server, heard),
      },
    );
  const portalLink = watch('portal', connector.probeUrl, () => false);
  // Where the portal takes the copies itself, there is one line.
  const gatewayLink = gateway === null ? portalLink : watch('gateway', gateway.endpoint, () => longest() < 0);
  const waits = { ...outboxTimings, ...parts.timings?.outbox };
  const holds = new Holds({
    ...{ store, clock, log, stepMs: waits.holdStepMs },
    // The file's own line: what counts is when it could have gone.
    isUp: () => ['up', 'weak'].includes(gatewayLink.status().state),
    onOver: (tx, row) => callbacks.onHoldOver?.(tx, row),
    released: () => drainer.wake(),
  });
  const drainer = new Drainer({
    store,
    sender: new Sender({ connector, gateway, line, pace: paces.gateway, content: callbacks, clock }),
    clock,
    log,
    timings: waits,
    events: {
      onConfirmed: (tx, row, receipt) => {
        callbacks.onConfirmed(tx, row, receipt);
        reconciler.confirmed(row);
      },
      onRejected: (tx, row, code) => callbacks.onRejected?.(tx, row, code),
      onExchange: (kind, answered) => {
        (kind === 'upload-copy' ? gatewayLink : portalLink).report(answered);
        if (answered && kind !== 'upload-copy') backlog.told();
      },
      onCarried: (bytes) => {
        backlog.carried(bytes);
        gatewayLink.report(true);
      },
    },
    lanes: () => lanesFor(portalLink.status().state, gatewayLink.status().state, paces.gateway.bytesPerSecond),
    longest,
  });
  const guests = new GuestRelay({
    ...{ store, clock, log, timings: waits },
    sender: new Sender({ connector, gateway, line, pace: paces.gateway, content: guestContent(store), clock }),
    judge: callbacks.judgeGuestCopy ?? (() => Promise.resolve(fail('BUNDLE-COPY-UNCHECKED'))),
    onChange: () => callbacks.onGuest?.(),
  });

  const outbox = new Outbox(
    clock,
    () => drainer.wake(),
    beside?.note ?? null,
    () => {
      drainer.wake();
      reconciler.wake();
    },
  );
  const reconciler = new Reconciler({
    ...{ store, connector, gateway, line, clock, log, outbox },
    timings: { ...reconciliationTimings, ...parts.timings?.reconciliation },
    settings: settings.reconciliation ?? { from: '05:30', days: 14 },
    lineTo: (server) => (server === 'portal' ? portalLink : gatewayLink).status().state,
    isPaused: () => longest() < 0,
    onExchange: (server, answered) => (server === 'portal' ? portalLink : gatewayLink).report(answered),
    onChange: (dossierId) => callbacks.onReconciled?.(dossierId),
    onConfirmed: (tx, row, receipt) => callbacks.onConfirmed(tx, row, receipt),
    content: callbacks,
  });
  const services = connector.inbound;
  const isUp = (): boolean => ['up', 'weak'].includes(portalLink.status().state);
  const inbound: Inbound | null =
    services && settings.inbound && callbacks.inbound
      ? new Inbound({
          ...{ store, services, clock, log, isUp, timings: waits },
          settings: settings.inbound,
          callbacks: callbacks.inbound,
          report: (answered) => portalLink.report(answered),
          ...(connector.lookUp
            ? {
                lookUp: (code, options) =>
                  connector.lookUp?.(code, options) ?? Promise.resolve({ kind: 'not-offered' }),
              }
            : {}),
        })
      : null;

  return {
    outbox,
    reconciler,
    beside: beside?.sender ?? null,
    pullCategory: connector.pullCategory ? (query, signal) => pull(connector, query, signal) : null,
    start: () => {
      drainer.start();
      inbound?.start();
      guests.start();
      for (const link of new Set([portalLink, gatewayLink])) link.start();
      holds.start();
      reconciler.start();
      beside?.sender.start();
    },
    stop: async () => {
      holds.stop();
      await beside?.stop();
      const links = [...new Set([portalLink, gatewayLink])].map((link) => link.stop());
      await Promise.all([...links, drainer.stop(), reconciler.stop(), inbound?.stop(), guests.stop()]);
      line.close();
    },
    status: () => {
      const rows = outboxCounts(store.db);
      const waitingBytes = Math.max(0, bytesWaiting(store.db) - drainer.carriedBytes);
      const secondsLeft = backlog.look(waitingBytes, rows.waiting + rows.sending);
      return {
        connector: settings.connector,
        kind: connector.kind,
        refusal: connector.refusal,
        portal: portalLink.status(),
        gateway: gatewayLink.status(),
        rows,
        waitingBytes,
        secondsLeft,
        beside: beside?.sender.status() ?? null,
      };
    },
    alive: () => drainer.alive,
    wake: () => {
      drainer.wake();
      inbound?.wake();
    },
    wakeGuests: () => guests.wake(),
    askLines: () => {
      for (const link of new Set([portalLink, gatewayLink])) link.ask();
    },
    inbound: services ? { ask: () => inbound?.ask() } : null,
    retry: (rowId) => drainer.retry(rowId),
  };
}
async function pull(connector: Connector, query: CategoryQuery, signal: AbortSignal): Promise<Pulled> {
  return (await connector.pullCategory?.(query, { signal })) ?? { kind: 'not-offered' };
}

interface OneStopBeside {
  readonly sender: Beside;
  readonly note: Note;
  stop(): Promise<void>;
}

/** The one-stop system beside the portal, on connections of its own; null where the office has none, or it is the way. */
function besideOf(parts: Parameters<typeof createPortal>[0]): OneStopBeside | null {
  const { settings, store, clock, log, callbacks } = parts;
  if (settings.beside === undefined || settings.connector === 'one-stop') return null;
  const line = openLine(settings.line);
  const connector = new OneStopConnector(settings.beside, clock, line);
  const timings = { ...outboxTimings, ...parts.timings?.outbox };
  const sender = new Beside({ store, connector, content: callbacks, clock, log, timings });
  return {
    sender,
    note: (tx, dossierId, stepIds) => sender.note(tx, dossierId, stepIds),
    stop: async () => {
      await sender.stop();
      line.close();
    },
  };
}

function automaticConnector(settings: AutomaticSettings, clock: Clock, line: Line): Connector {
  switch (settings.connector) {
    case 'lgsp':
      return new LgspConnector(settings.lgsp, clock, line);
    case 'mapi':
      return new MapiConnector(settings.mapi, clock, line);
    case 'dvcsync':
      return new DvcSyncConnector(settings.dvcsync, clock, line);
    case 'one-stop':
      return new OneStopConnector(settings.oneStop, clock, line);
  }
}

/**
 * A portal that officers reach by hand or by a stick: rows are kept in order, nothing is sent and nothing looks like a
 * failing line. A row that an automatic connector had on its way when it ended waits again; `begunAt` keeps that it may
 * have arrived. What goes by a stick waits for it and is counted; what officers do by hand is not.
 */
function lineless(
  { name, kind }: ManualConnector | HandOverConnector,
  store: Store,
  clock: Clock,
  beside: OneStopBeside | null,
): Portal {
  const link: LinkStatus = { state: 'unknown', lastExchangeAt: null };
  const carried = kind === 'carried';
  return {
    outbox: new Outbox(clock, () => {}, beside?.note ?? null),
    reconciler: null,
    beside: beside?.sender ?? null,
    pullCategory: null,
    start: () => {
      store.write((tx) => resumeInterrupted(tx, clock.now(), []));
      beside?.sender.start();
    },
    stop: async () => await beside?.stop(),
    status: () => ({
      connector: name,
      kind,
      refusal: null,
      portal: link,
      gateway: link,
      rows: { ...outboxCounts(store.db), ...(carried ? {} : { waiting: 0, sending: 0, rejected: 0 }) },
      waitingBytes: carried ? bytesWaiting(store.db) : 0,
      secondsLeft: null,
      beside: beside?.sender.status() ?? null,
    }),
    alive: () => true,
    inbound: null,
    wake: () => {},
    wakeGuests: () => {},
    askLines: () => {},
    retry: (rowId) => reopen(store, clock, rowId),
  };
}
