import type { Code } from '../common/codes/index.ts';
import type { Result } from '../common/result.ts';
import type { Tx } from '../store/index.ts';
import type { OutboxState } from '../store/repositories/outbox.ts';
import type { Beside, BesideStatus } from './beside/beside.ts';
import type { CategoryQuery } from './categories/category.ts';
import type { Pulled } from './categories/read.ts';
import type { AnyConnector } from './connector.ts';
import type { DvcSyncSettings } from './connectors/dvcsync/index.ts';
import type { LgspSettings } from './connectors/lgsp/index.ts';
import type { MapiSettings } from './connectors/mapi/index.ts';
import type { OneStopSettings } from './connectors/one-stop/index.ts';
import type { GatewaySettings } from './documents/upload.ts';
import type { JudgeGuestCopy } from './guests/check-copy.ts';
import type { Asked } from './inbound/contract.ts';
import type { InboundCallbacks, InboundSettings } from './inbound/inbound.ts';
import type { LineHours } from './line/hours.ts';
import type { Line, LineSettings } from './line/line.ts';
import type { Held, Routes } from './line/routes.ts';
import type { LineStatus } from './line-status.ts';
import type { LinkState } from './link-state.ts';
import type { LinkStatus, ServerDate } from './link-watcher.ts';
import type { AlongsideWord } from './outbox/confirm-there.ts';
import type { DrainerEvents } from './outbox/drainer.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { ContentSource } from './outbox/sender.ts';
import type { Reconciler, ReconciliationSettings } from './reconciliation/reconciler.ts';

/** How this office reaches the portal. `manual`: an officer puts the copies there; `hand-over`: by a stick. */
export type PortalSettings = Alongside &
  (
    | { readonly connector: 'manual'; readonly line?: LineSettings }
    | { readonly connector: 'hand-over'; readonly line?: LineSettings }
    | AutomaticSettings
  );

/** With it, the one-stop system is told of every dossier too, whichever way leads to the portal. */
export interface Alongside {
  readonly beside?: OneStopSettings;
}

/** A way on which the station sends by itself. With a gateway, copies go there and the portal is told their address. */
export type AutomaticSettings = {
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
  /** Another of several lines is used, or what is shown of them has changed. */
  onLines?(): void;
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
  /** Why copies do not go before an instant, where an office has several lines; null: they go. */
  readonly held: Held | null;
  /** The lines of an office that has several, in their order. */
  readonly lines: readonly LineStatus[];
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
  /** The office's way out, for whoever else asks somebody outside. */
  readonly lines: Line & Pick<Routes, 'ways' | 'carried' | 'pausesChanged'>;
  /** What comes from the portal to the desk; null where this way brings nothing. */
  readonly inbound: {
    /** Asks the portal now for what it has. */
    ask(): void;
  } | null;
  /** The one-stop system beside the portal; null where the office has none. */
  readonly beside: Pick<Beside, 'note' | 'retry' | 'confirmThere'> | null;
  /** Asks for a citizen's account by number, now or not at all; null where this way cannot. */
  readonly findAccount: ((identityNumber: string) => Promise<Asked<string | null>>) | null;
  /** Asks the portal for a category, after what is on its way; null where the way has none. */
  readonly pullCategory: ((query: CategoryQuery, signal: AbortSignal) => Promise<Pulled>) | null;
  /** Puts a rejected row back in line and does `alongside` in that transaction. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-REJECTED`. */
  retry(rowId: string, alongside?: (tx: Tx) => void): Result<void>;
  /** An officer says that the far side has a dossier of which that was unclear, and does `alongside` in that transaction. */
  confirmThere(rowId: string, alongside?: AlongsideWord): Result<void>;
}
