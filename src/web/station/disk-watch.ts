import { constants } from 'node:fs';
import { access, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { ScanSource } from '../../devices/scanner/index.ts';
import { roomOnDisk } from '../../upkeep/station/disk.ts';
import type { DiskFigure } from '../../upkeep/station/disk-level.ts';
import { DiskReserve } from '../../upkeep/station/disk-reserve.ts';
import { pagesFrom, roomForScan } from '../../upkeep/station/scan-room.ts';
import { scanPaper } from '../../workflow/commands/start-scan.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { resolveAbandoned } from '../../workflow/recovery/index.ts';

const mb = 1_000_000;

export interface DiskSample extends DiskFigure {
  /** Epoch milliseconds. */
  readonly measuredAt: number;
  /** The space in reserve is used: what was begun is finished, nothing new is begun. */
  readonly reserveUsed: boolean;
}

/** Looks after the disk of the office's work: room, space in reserve, and whether it takes writes at all. */
export class DiskWatch {
  readonly #office: Office;
  readonly #reserve: DiskReserve;
  readonly #unlisten: () => void;
  #last: DiskSample | null = null;

  constructor(office: Office) {
    this.#office = office;
    this.#reserve = new DiskReserve(office.store.folder);
    this.#unlisten = office.store.disk.listen((news) => this.#heard(news));
  }

  stop(): void {
    this.#unlisten();
  }

  /** As last measured; null before the first time. */
  get sample(): DiskSample | null {
    return this.#last;
  }

  /** Whether the disk takes no writes now. */
  get fails(): boolean {
    return this.#office.store.disk.failing;
  }

  get reserveUsed(): boolean {
    return this.#reserve.used;
  }

  /** Whether a scan finds room for all pages that may come of it. STORE-DISK-FAILING, SCAN-NO-ROOM (facts: megabytes). */
  async roomToScan(source: ScanSource): Promise<Result<void>> {
    const { level, freeBytes } = await this.measure();
    if (level === 'failing') return fail('STORE-DISK-FAILING');
    const { scanFolder } = this.#office;
    const { 'scanner.resolution': dpi } = settingsOf(this.#office);
    const needed = roomForScan({ pages: pagesFrom(source), dpi, paper: scanPaper });
    if (level === 'too-little' || freeBytes < needed.disk) return noRoom('disk', needed.disk, freeBytes);
    const { bavail, bsize } = await statfs(scanFolder);
    return bavail * bsize < needed.memory ? noRoom('memory', needed.memory, bavail * bsize) : ok();
  }

  /** Measures the disk now, and tells the screens when its level is another. */
  async measure(): Promise<DiskSample> {
    const { store, clock, events } = this.#office;
    await this.#probe();
    let figure: DiskFigure;
    try {
      const settings = settingsOf(this.#office);
      const limits = { shortBytes: settings['disk.short-mb'] * mb, leastBytes: settings['disk.least-mb'] * mb };
      figure = await roomOnDisk(store.folder, limits);
      if (!store.disk.failing) {
        const { freeBytes } = figure;
        await this.#reserve.keep(settings['disk.reserve-mb'] * mb, freeBytes, limits.leastBytes, clock.monotonic());
      }
    } catch (error) {
      if (store.disk.note(error) === null || this.#last === null) throw error;
      figure = this.#last;
    }
    const before = this.#last;
    const level = store.disk.failing ? 'failing' : figure.level;
    this.#last = { ...figure, level, reserveUsed: this.#reserve.used, measuredAt: clock.now() };
    if (before?.level !== level || before.reserveUsed !== this.#last.reserveUsed) {
      events.emit({ type: 'station-changed' });
    }
    return this.#last;
  }

  /**
   * A file system that was made read-only says so to access(2), which costs nothing. Whether a disk that failed takes writes
   * again, only a write tells: a file to the end, and what SQLite has in its log.
   */
  async #probe(): Promise<void> {
    const { folder, disk, cutWal } = this.#office.store;
    try {
      await access(folder, constants.W_OK);
      if (!disk.failing) return;
      const path = join(folder, 'probe');
      await writeDurably(path, 'probe');
      await rm(path, { force: true });
      cutWal();
      disk.mended();
    } catch (error) {
      const trouble = disk.note(error);
      if (trouble === null) throw error;
      // No space is no failure: the writes say so themselves.
      if (trouble === 'full') disk.mended();
    }
  }

  #heard(news: 'full' | 'failing' | 'mended'): void {
    const { log, events, outbox } = this.#office;
    switch (news) {
      case 'full':
        this.#reserve.release();
        break;
      case 'failing':
        log.error({ code: 'STORE-DISK-FAILING' }, 'the disk takes no writes: no work is taken on');
        if (this.#last) this.#last = { ...this.#last, level: 'failing' };
        break;
      case 'mended':
        log.warn('the disk takes writes again');
        void resolveAbandoned(this.#office);
        outbox.wake();
        break;
    }
    events.emit({ type: 'station-changed' });
  }
}

function noRoom(where: 'disk' | 'memory', neededBytes: number, freeBytes: number): Result<never> {
  return fail('SCAN-NO-ROOM', { where, neededMb: Math.ceil(neededBytes / mb), freeMb: Math.floor(freeBytes / mb) });
}
