/**
 * Everything that leaves the office: the outbox and what drains it. The room above writes rows through `outbox` in its
 * own transactions and hears of confirmations through the callbacks it hands in here.
 */
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { fail } from '../common/result.ts';
import type { Store } from '../store/index.ts';
import { resumeInterrupted } from '../store/repositories/outbox.ts';
import { bytesWaiting, outboxCounts } from '../store/repositories/outbox-backlog.ts';
import { Beside } from './beside/beside.ts';
import type { CategoryQuery } from './categories/category.ts';
import type { Pulled } from './categories/read.ts';
import type { Connector } from './connector.ts';
import { DvcSyncConnector } from './connectors/dvcsync/index.ts';
import { HandOverConnector } from './connectors/hand-over/index.ts';
import { LgspConnector } from './connectors/lgsp/index.ts';
import { ManualConnector } from './connectors/manual/index.ts';
import { MapiConnector } from './connectors/mapi/index.ts';
import { OneStopConnector } from './connectors/one-stop/index.ts';
import { guestContent } from './guests/content.ts';
import { GuestRelay } from './guests/guest-relay.ts';
import type { Asked, InboundServices } from './inbound/contract.ts';
import { Inbound } from './inbound/inbound.ts';
import { Backlog } from './line/backlog.ts';
import { longestNow } from './line/hours.ts';
import type { Line } from './line/line.ts';
import { Pace } from './line/pace.ts';
import type { RoutePolicy } from './line/route-policy.ts';
import type { RouteTimings } from './line/route-timings.ts';
import { Routes } from './line/routes.ts';
import { ServerPace } from './line/server-pace.ts';
import { documentsHeld, heldOfAll, lineStatuses } from './line-status.ts';
import { type LinkStatus, type LinkTimings, linkTimings } from './link-watcher.ts';
import { confirmThere } from './outbox/confirm-there.ts';
import { Drainer } from './outbox/drainer.ts';
import { Holds } from './outbox/holds.ts';
import { lanesFor } from './outbox/lanes.ts';
import { type Note, Outbox } from './outbox/outbox.ts';
import { reopen } from './outbox/reopen.ts';
import { Sender } from './outbox/sender.ts';
import { type OutboxTimings, outboxTimings } from './outbox/timings.ts';
import type { AutomaticSettings, Portal, PortalCallbacks, PortalSettings } from './portal.ts';
import { Reconciler } from './reconciliation/reconciler.ts';
import { type ReconciliationTimings, reconciliationTimings } from './reconciliation/timings.ts';
import { ServerLink } from './server-link.ts';

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
export type { Asked } from './inbound/contract.ts';
export {
  Appointment,
  type AttachedFile,
  type FetchedRequest,
  type ListedRequest,
  OnlineRequest,
  type RequestAnswer,
} from './inbound/contract.ts';
export { fetchCode } from './inbound/fetch-code.ts';
export type { InboundCallbacks, InboundSettings } from './inbound/inbound.ts';
export type { LineHours } from './line/hours.ts';
export type { Line, LineSettings } from './line/line.ts';
export { followPolicies, type RoutePolicy, routePolicies } from './line/route-policy.ts';
export type { Held } from './line/routes.ts';
export type { LineStatus } from './line-status.ts';
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
export type { Portal, PortalCallbacks, PortalSettings, PortalStatus } from './portal.ts';
export { isDecidedThere, mendOf } from './reconciliation/compare.ts';
export type { Reconciler, ReconciliationSettings, ReconciliationStatus } from './reconciliation/reconciler.ts';
export { portalSettings } from './settings.ts';

/** Builds the portal's parts for an office; nothing runs before `start`. */
export function createPortal(parts: {
  store: Store;
  settings: PortalSettings;
  clock: Clock;
  log: Logger;
  callbacks: PortalCallbacks;
  /** Several lines, and whether somebody vouches for the clock by which their use is counted. */
  lines?: { policies(): readonly RoutePolicy[]; isClockTrusted(): boolean };
  timings?: {
    readonly lines?: Partial<RouteTimings>;
    readonly outbox?: Partial<OutboxTimings>;
    readonly link?: Partial<LinkTimings>;
    readonly reconciliation?: Partial<ReconciliationTimings>;
  };
}): Portal {
  const { store, settings, clock, log, callbacks } = parts;
  const line = new Routes({
    ...{ store, clock, log },
    single: settings.line ?? {},
    policies: parts.lines?.policies ?? (() => noPolicies),
    isTrusted: parts.lines?.isClockTrusted ?? (() => true),
    onChange: () => callbacks.onLines?.(),
    ...(parts.timings?.lines === undefined ? {} : { timings: parts.timings.lines }),
  });
  const beside = besideOf(parts, line);
  if (settings.connector === 'manual') return lineless(new ManualConnector(), store, clock, beside, line);
  if (settings.connector === 'hand-over') return lineless(new HandOverConnector(), store, clock, beside, line);

  const connector = automaticConnector(settings, clock, line);
  const gateway = 'gateway' in settings ? settings.gateway : null;
  const timings = { ...linkTimings, ...parts.timings?.link };
  const documentUrl = gateway?.endpoint ?? connector.probeUrl;
  const longest = (): number => {
    if (documentsHeld(line, documentUrl) !== null) return -1;
    return settings.hours ? longestNow(settings.hours, clock.now()) : Number.MAX_SAFE_INTEGER;
  };
  const paces = { portal: new Pace(clock), gateway: new Pace(clock) };
  const uploadPace = new ServerPace(line, documentUrl, paces.gateway);
  const backlog = new Backlog(clock);
  const watch = (server: 'portal' | 'gateway', url: string, isPaused: () => boolean): ServerLink =>
    new ServerLink(
      { url, routes: line, clock, timings, pace: paces[server], isPaused, isAwaited: () => drainer.isAwaited },
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
    sender: new Sender({ connector, gateway, line, pace: uploadPace, content: callbacks, clock }),
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
    lanes: () => lanesFor(portalLink.status().state, gatewayLink.status().state, uploadPace.bytesPerSecond),
    longest,
  });
  const guests = new GuestRelay({
    ...{ store, clock, log, timings: waits },
    sender: new Sender({ connector, gateway, line, pace: uploadPace, content: guestContent(store, gateway), clock }),
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
      const seconds = backlog.look(waitingBytes, rows.waiting + rows.sending);
      const held = heldOfAll(line, documentUrl, waitingBytes, clock.now());
      const watched = [portalLink, ...(gatewayLink === portalLink ? [] : [gatewayLink])];
      return {
        connector: settings.connector,
        kind: connector.kind,
        refusal: connector.refusal,
        portal: portalLink.status(),
        gateway: gatewayLink.status(),
        rows,
        waitingBytes,
        // Nobody keeps a time that a quota forbids.
        secondsLeft: held === null || waitingBytes === 0 ? seconds : null,
        held,
        lines: lineStatuses(line, watched, clock.now()),
        beside: beside?.sender.status() ?? null,
      };
    },
    lines: line,
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
    findAccount: services ? (identityNumber) => findAccount(services, isUp, identityNumber) : null,
    retry: (rowId, alongside) => drainer.retry(rowId, alongside),
    confirmThere: (rowId, alongside) =>
      confirmThere({ store, clock, outbox, connectorName: connector.name }, rowId, alongside),
  };
}

/** How long the desk waits at most for a citizen's account, milliseconds. */
const accountPatienceMs = 6_000;

/** A line that is away is not waited for. */
async function findAccount(
  services: InboundServices,
  isUp: () => boolean,
  identityNumber: string,
): Promise<Asked<string | null>> {
  if (!isUp()) return { kind: 'unreachable', code: 'PORTAL-UNREACHABLE' };
  const signal = AbortSignal.timeout(accountPatienceMs);
  const asked = await services.findAccount(identityNumber, { signal });
  return asked.kind === 'unreachable' && signal.aborted ? { kind: 'unreachable', code: 'PORTAL-TIMEOUT' } : asked;
}

async function pull(connector: Connector, query: CategoryQuery, signal: AbortSignal): Promise<Pulled> {
  return (await connector.pullCategory?.(query, { signal })) ?? { kind: 'not-offered' };
}

interface OneStopBeside {
  readonly sender: Beside;
  readonly note: Note;
  stop(): Promise<void>;
}

const noPolicies: readonly RoutePolicy[] = [];

/** The one-stop system beside the portal; null where the office has none, or it is the way. */
function besideOf(parts: Parameters<typeof createPortal>[0], line: Line): OneStopBeside | null {
  const { settings, store, clock, log, callbacks } = parts;
  if (settings.beside === undefined || settings.connector === 'one-stop') return null;
  const connector = new OneStopConnector(settings.beside, clock, line);
  const timings = { ...outboxTimings, ...parts.timings?.outbox };
  const sender = new Beside({ store, connector, content: callbacks, clock, log, timings });
  return {
    sender,
    note: (tx, dossierId, stepIds) => sender.note(tx, dossierId, stepIds),
    stop: async () => await sender.stop(),
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
  line: Routes,
): Portal {
  const link: LinkStatus = { state: 'unknown', lastExchangeAt: null };
  const carried = kind === 'carried';
  const outbox = new Outbox(clock, () => {}, beside?.note ?? null);
  return {
    outbox,
    reconciler: null,
    beside: beside?.sender ?? null,
    pullCategory: null,
    findAccount: null,
    start: () => {
      store.write((tx) => resumeInterrupted(tx, clock.now(), []));
      beside?.sender.start();
    },
    stop: async () => {
      await beside?.stop();
      line.close();
    },
    lines: line,
    status: () => ({
      connector: name,
      kind,
      refusal: null,
      portal: link,
      gateway: link,
      rows: { ...outboxCounts(store.db), ...(carried ? {} : { waiting: 0, sending: 0, rejected: 0 }) },
      waitingBytes: carried ? bytesWaiting(store.db) : 0,
      secondsLeft: null,
      held: null,
      lines: lineStatuses(line, [], clock.now()),
      beside: beside?.sender.status() ?? null,
    }),
    alive: () => true,
    inbound: null,
    wake: () => {},
    wakeGuests: () => {},
    askLines: () => {},
    retry: (rowId, alongside) => reopen(store, clock, rowId, alongside),
    confirmThere: (rowId, alongside) => confirmThere({ store, clock, outbox, connectorName: name }, rowId, alongside),
  };
}
