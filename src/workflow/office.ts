import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import type { Scanner, ScannerStatus } from '../devices/scanner/index.ts';
import type { TokenPort, TokensSeen } from '../devices/token/index.ts';
import type { Line, LineSettings } from '../portal/index.ts';
import { lineSettings } from '../portal/settings.ts';
import type { Settings } from '../settings/index.ts';
import type { Store, Tx } from '../store/index.ts';
import type { OutboxRow } from '../store/repositories/outbox.ts';
import { readSettings } from '../store/repositories/settings.ts';
import type { ClockWatch } from '../upkeep/clock/clock-watch.ts';
import type { OfficeEvents } from './events.ts';
import type { OfficeTasks } from './tasks.ts';

/** What the workflow asks of the outbox; written in the transaction of the change that has to be reported. */
export interface Outbox {
  /** @param holdMs  how long its file waits for time-stamps, milliseconds with the line up; null when it does not */
  enqueueUpload(tx: Tx, dossierId: string, originalId: string, documentId: string, holdMs: number | null): void;
  enqueueSync(tx: Tx, dossierId: string): void;
  /** Reports the steps that these journal entries tell of. */
  enqueueProgress(tx: Tx, dossierId: string, entries: readonly number[]): void;
  /** Tells the portal what was decided of a request filed there, before anything of the dossier opened from it. */
  enqueueAnswer(tx: Tx, requestId: string, answerId: string): void;
  /** Takes the message of a cancelled copy out before it has ended; false when it has, or is not the line's to end. */
  endUpload(tx: Tx, upload: OutboxRow): boolean;
  /** Tells the one-stop system beside the portal alone, where the office has one. */
  enqueueBeside?(tx: Tx, dossierId: string): void;
  wake(): void;
}

/** The office's way out, for whoever asks somebody outside besides the portal. */
export interface OfficeLines {
  /** Carries questions over the line that is used now. */
  readonly line: Line;
  /** The ways that a question may take now, the best first, for a thread of its own; null for an office with one line. */
  ways(): LineSettings | null;
  /** What such a thread carried, bytes by line. */
  carried(bytes: Readonly<Record<string, number>>): void;
}

/** A scan under way. */
export interface RunningScan {
  /** Asks it to end; its whole pages are kept. */
  stop(): void;
  /** Resolves, and never rejects, when its end is written. */
  readonly ended: Promise<void>;
}

/** Everything a command works with. One object, made at start-up by `wiring/office.ts`. */
export interface Office {
  readonly store: Store;
  readonly clock: Clock;
  /** Whether the clock's date may go on a certificate. */
  readonly clockWatch: ClockWatch;
  readonly log: Logger;
  readonly events: OfficeEvents;
  readonly scanner: Scanner;
  /** The scanners seen since the start, by the names of their states. */
  readonly scannerStates: () => readonly ScannerStatus[];
  readonly token: TokenPort;
  /** The tokens as last seen; asking costs nothing. */
  readonly tokensSeen: () => TokensSeen;
  readonly tasks: OfficeTasks;
  readonly outbox: Outbox;
  /** Without it questions go as the settings of the one line say. */
  readonly lines?: OfficeLines;
  /** A folder in memory for page images on their way from the scanner. */
  readonly scanFolder: string;
  /** DER certificates that chains must end in. */
  readonly trustAnchors: readonly Uint8Array[];
  /** Where the unit's trust list lies, when it has one: certificates, revocation lists and `trust.toml`. */
  readonly trustFolder: string;
  /** Authorities between signers and anchors that signatures may leave out, DER. */
  readonly intermediates: readonly Uint8Array[];
  /** Scans under way, by scan id. */
  readonly runningScans: Map<string, RunningScan>;
  /** The ids of the attempts, and of the originals whose copies are extended, that this process is at work on. */
  readonly runningAttempts: Set<string>;
  /** Aborted when the station is told to stop: nothing long begins any more. Without it nobody stops it. */
  readonly stopping?: AbortSignal;
}

/** The settings in force at this moment. */
export function settingsOf(office: Pick<Office, 'store'>): Settings {
  return readSettings(office.store.db);
}

/** The way of a question to somebody outside: the line that is used now, or the settings of the only one. */
export function wayOf(office: Pick<Office, 'store' | 'lines'>): Line | LineSettings {
  const { lines } = office;
  return lines !== undefined && lines.ways() !== null ? lines.line : lineSettings(settingsOf(office));
}

/** The same for a thread, which has connections of its own. */
export function waysOf(office: Pick<Office, 'store' | 'lines'>): LineSettings {
  return office.lines?.ways() ?? lineSettings(settingsOf(office));
}
