import { X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { PortalStatus } from '../../portal/index.ts';
import { graver, LineHistory } from '../../upkeep/station/line-history.ts';
import type { Office } from '../../workflow/office.ts';
import { rememberCertificates } from './certificates.ts';
import { DiskWatch } from './disk-watch.ts';
import type { ScannerList } from './scanner-list.ts';

/** All waits of the watch, milliseconds. */
export const watchDelays = {
  /** Between two looks at what costs nothing: disk, line, network cables. */
  lookMs: 2_000,
  /** After a list of scanners, the next one: while somebody's screen is open, and otherwise. */
  scannersMs: 3_000,
  scannersIdleMs: 60_000,
  /** Between two looks whether somebody's screen was opened. */
  heardMs: 1_000,
} as const;

interface WatchParts {
  readonly office: Office;
  readonly scanners: ScannerList;
  /** The station's own certificate. */
  readonly certificatePem: string | Buffer;
  readonly portal: { status(): PortalStatus; askLines?(): void };
}

/**
 * Looks after what no device and no line tells by itself, and says so to the screens when it has changed: room on the
 * disk, scanners that came or went, a cable pulled. Keeps the last day of the line.
 */
export class StationWatch {
  /** The last moment of the station's own certificate, epoch milliseconds. */
  readonly stationNotAfter: number;
  readonly line: LineHistory;
  readonly disk: DiskWatch;
  readonly startedAt: number;
  readonly #parts: WatchParts;
  readonly #timers = new Set<NodeJS.Timeout>();
  #network = '';
  #scannerFailure: string | null = null;
  #scannersListed = 0;
  #troubled = false;
  #running = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.line = new LineHistory(parts.office.store);
    this.disk = new DiskWatch(parts.office);
    this.startedAt = parts.office.clock.now();
    this.stationNotAfter = new X509Certificate(parts.certificatePem).validToDate.getTime();
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#network = cables();
    void this.#look();
    void this.#lookForScanners();
  }

  stop(): void {
    this.#running = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.disk.stop();
  }

  async #look(): Promise<void> {
    const { office, portal } = this.#parts;
    try {
      await this.disk.measure();
      if (!this.#running) return;
      const { kind, portal: line, gateway } = portal.status();
      if (kind === 'automatic') this.line.note(graver(line.state, gateway.state), office.clock.now());
      rememberCertificates(office);
      const network = cables();
      if (network !== this.#network) portal.askLines?.();
      this.#network = network;
      this.#troubled = false;
    } catch (err) {
      // The disk may be full; the next look comes in any case. Said once.
      if (!this.#troubled) office.log.error({ err }, 'the station cannot look after itself now');
      this.#troubled = true;
    }
    this.#later(watchDelays.lookMs, () => void this.#look());
  }

  async #lookForScanners(): Promise<void> {
    const { office, scanners } = this.#parts;
    const { result } = await scanners.renew();
    const failure = result.ok ? null : result.error.code;
    if (failure !== this.#scannerFailure) {
      if (failure !== null) office.log.warn({ code: failure }, 'the scanners cannot be listed');
      office.events.emit({ type: 'station-changed' });
    }
    this.#scannerFailure = failure;
    this.#scannersListed = office.clock.monotonic();
    this.#waitForScanners();
  }

  #waitForScanners(): void {
    const { clock, events } = this.#parts.office;
    const wait = events.isHeard ? watchDelays.scannersMs : watchDelays.scannersIdleMs;
    const left = this.#scannersListed + wait - clock.monotonic();
    if (left <= 0) void this.#lookForScanners();
    else this.#later(Math.min(left, watchDelays.heardMs), () => this.#waitForScanners());
  }

  #later(ms: number, act: () => void): void {
    if (!this.#running) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    timer.unref();
    this.#timers.add(timer);
  }
}

/** The network interfaces that are up and have a carrier (libuv leaves out the others), with their addresses. */
function cables(): string {
  const addresses = Object.entries(networkInterfaces()).flatMap(([name, list]) =>
    (list ?? []).map(({ address }) => `${name} ${address}`),
  );
  return addresses.toSorted().join('\n');
}
