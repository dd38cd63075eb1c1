/**
 * Everything that leaves the office: the outbox and what drains it. The room above writes rows through `outbox` in its
 * own transactions and hears of confirmations through the callbacks it hands in here.
 */
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import type { Result } from '../common/result.ts';
import type { Store } from '../store/index.ts';
import { type OutboxState, outboxCounts } from '../store/repositories/outbox.ts';
import type { Connector } from './connector.ts';
import { LgspConnector, type LgspSettings } from './connectors/lgsp/index.ts';
import type { GatewaySettings } from './documents/upload.ts';
import { type LinkState, type LinkStatus, type LinkTimings, LinkWatcher, linkTimings } from './link-watcher.ts';
import { Drainer, type DrainerEvents } from './outbox/drainer.ts';
import { Outbox } from './outbox/outbox.ts';
import { reopen } from './outbox/reopen.ts';
import { type ContentSource, Sender } from './outbox/sender.ts';
import { type OutboxTimings, outboxTimings } from './outbox/timings.ts';

export type { Confirmed, Connector, Outcome, Receipt, Rejected, Unreachable } from './connector.ts';
export { PortalDossier, ProgressStep } from './connector.ts';
export type { LgspCodes, LgspSettings } from './connectors/lgsp/index.ts';
export type { CopyReader, GatewaySettings } from './documents/upload.ts';
export type { LinkState, LinkStatus, LinkTimings } from './link-watcher.ts';
export type { ConfirmedRow, DrainerEvents } from './outbox/drainer.ts';
export { type DeliveredCopy, Outbox } from './outbox/outbox.ts';
export type { ContentSource } from './outbox/sender.ts';
export type { OutboxTimings } from './outbox/timings.ts';

/** How this office reaches the portal. `none`: messages are written and wait until a way is set. */
export type PortalSettings =
  | { readonly connector: 'none' }
  | { readonly connector: 'lgsp'; readonly lgsp: LgspSettings; readonly gateway: GatewaySettings };

/** What the room above provides and hears. */
export interface PortalCallbacks extends ContentSource, Pick<DrainerEvents, 'onConfirmed' | 'onRejected'> {
  /** A line changed its state. */
  onLink?(server: 'portal' | 'gateway', state: LinkState): void;
  /** A server answered. */
  onConfirmedExchange?(server: 'portal' | 'gateway'): void;
}

export interface PortalStatus {
  readonly connector: PortalSettings['connector'];
  readonly portal: LinkStatus;
  readonly gateway: LinkStatus;
  readonly rows: Readonly<Record<OutboxState, number>>;
}

export interface Portal {
  /** Where the room above writes what is to be sent; wakes the drainer by itself. */
  readonly outbox: Outbox;
  start(): void;
  /** Interrupts what is being sent; it goes on at the next start. */
  stop(): Promise<void>;
  status(): PortalStatus;
  /** Whether the loop that sends what waits still turns; a line that is down does not stop it. */
  alive(): boolean;
  wake(): void;
  /** Asks both lines now: something has changed on the way. */
  askLines(): void;
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
  timings?: { readonly outbox?: Partial<OutboxTimings>; readonly link?: Partial<LinkTimings> };
}): Portal {
  const { store, settings, clock, log, callbacks } = parts;
  if (settings.connector === 'none') return idlePortal(store, clock);

  const connector: Connector = new LgspConnector(settings.lgsp, clock);
  const timings = { ...linkTimings, ...parts.timings?.link };
  const watch = (server: 'portal' | 'gateway', url: string): LinkWatcher =>
    new LinkWatcher(url, clock, timings, {
      state: (state) => {
        if (state === 'down') log.warn({ server, state, code: 'PORTAL-UNREACHABLE' }, 'link');
        else log.info({ server, state }, 'link');
        if (state === 'up') drainer.lineIsBack();
        callbacks.onLink?.(server, state);
      },
      confirmed: () => callbacks.onConfirmedExchange?.(server),
    });
  const portalLink = watch('portal', connector.probeUrl);
  const gatewayLink = watch('gateway', settings.gateway.endpoint);
  const drainer = new Drainer({
    store,
    sender: new Sender(connector, settings.gateway, callbacks, clock),
    clock,
    log,
    timings: { ...outboxTimings, ...parts.timings?.outbox },
    events: {
      onConfirmed: (tx, row, receipt) => callbacks.onConfirmed(tx, row, receipt),
      onRejected: (tx, row, code) => callbacks.onRejected?.(tx, row, code),
      onExchange: (kind, answered) => (kind === 'upload-copy' ? gatewayLink : portalLink).report(answered),
    },
  });

  return {
    outbox: new Outbox(clock, () => drainer.wake()),
    start: () => {
      drainer.start();
      portalLink.start();
      gatewayLink.start();
    },
    stop: async () => {
      await Promise.all([portalLink.stop(), gatewayLink.stop(), drainer.stop()]);
    },
    status: () => ({
      connector: settings.connector,
      portal: portalLink.status(),
      gateway: gatewayLink.status(),
      rows: outboxCounts(store.db),
    }),
    alive: () => drainer.alive,
    wake: () => drainer.wake(),
    askLines: () => {
      portalLink.ask();
      gatewayLink.ask();
    },
    retry: (rowId) => drainer.retry(rowId),
  };
}

/** A portal without a way out: rows are kept in order until a connector is set. */
function idlePortal(store: Store, clock: Clock): Portal {
  const link: LinkStatus = { state: 'unknown', lastExchangeAt: null };
  return {
    outbox: new Outbox(clock),
    start: () => {},
    stop: () => Promise.resolve(),
    status: () => ({ connector: 'none', portal: link, gateway: link, rows: outboxCounts(store.db) }),
    alive: () => true,
    wake: () => {},
    askLines: () => {},
    retry: (rowId) => reopen(store, clock, rowId),
  };
}
