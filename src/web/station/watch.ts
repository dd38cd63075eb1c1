import { X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { fail, ok, type Result } from '../../common/result.ts';
import type { PortalStatus } from '../../portal/index.ts';
import { roomOnDisk } from '../../upkeep/station/disk.ts';
import type { DiskFigure } from '../../upkeep/station/disk-level.ts';
import { graver, LineHistory } from '../../upkeep/station/line-history.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { rememberCertificates } from './certificates.ts';
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

const mb = 1_000_000;

export interface DiskSample extends DiskFigure {
  /** Epoch milliseconds. */
  readonly measuredAt: number;
}

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
  readonly startedAt: number;
  readonly #parts: WatchParts;
  readonly #timers = new Set<NodeJS.Timeout>();
  #disk: DiskSample | null = null;
  #network = '';
  #scannerFailure: string | null = null;
  #scannersListed = 0;
  #troubled = false;
  #running = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.line = new LineHistory(parts.office.store);
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
  }

  /** The disk as last measured; null before the first time. */
  get disk(): DiskSample | null {
    return this.#disk;
  }

  /** Whether another scan finds room. STORE-DISK-FULL. */
  async roomToScan(): Promise<Result<void>> {
    const { level } = await this.measureDisk();
    return level === 'too-little' ? fail('STORE-DISK-FULL') : ok();
  }

  /** Measures the disk now, and tells the screens when its level is another. */
  async measureDisk(): Promise<DiskSample> {
    const { office } = this.#parts;
    const settings = settingsOf(office);
    const limits = { shortBytes: settings['disk.short-mb'] * mb, leastBytes: settings['disk.least-mb'] * mb };
    const figure = await roomOnDisk(office.store.folder, limits);
    const before = this.#disk?.level;
    this.#disk = { ...figure, measuredAt: office.clock.now() };
    if (before !== figure.level) office.events.emit({ type: 'station-changed' });
    return this.#disk;
  }

  async #look(): Promise<void> {
    const { office, portal } = this.#parts;
    try {
      await this.measureDisk();
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
