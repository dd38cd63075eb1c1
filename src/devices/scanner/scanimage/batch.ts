import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stopChild } from '../../supervision/child.ts';
import type { ScanEvents, ScannerDelays } from '../port.ts';
import { LineReader, ReportReader } from './output.ts';

/** Pages in memory at most: one being taken, two waiting, one being scanned. The feeder pauses when they are there. */
const pagesInMemory = 4;
/** The last line of the question that `--batch-prompt` asks before each page. */
const promptLine = 'Press Ctrl + D to terminate.';

export interface BatchEnd {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** Why we ended it, when we did. */
  readonly stopped: 'cancelled' | 'silent' | undefined;
  readonly pages: number;
}

/**
 * Follows one `scanimage --batch --batch-prompt --batch-print` from start to end. The prompt is the brake: a sheet is fed only
 * after our line break. No line break is sent ahead of its question, so that the end of stdin stops the program before the
 * next sheet: SIGINT alone is lost when it comes just as a page is complete, and a second one ends the program without
 * closing the scanner.
 */
export class Batch {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #resolutionDpi: number;
  readonly #events: ScanEvents;
  readonly #delays: ScannerDelays;
  readonly #waiting: string[] = [];
  readonly #report: ReportReader;
  #announced = 0;
  #asked = false;
  #fed = 0;
  #taken = 0;
  #closed = false;
  #stopped: BatchEnd['stopped'];
  #wake: () => void = () => undefined;
  #silence: NodeJS.Timeout | undefined;

  constructor(child: ChildProcess, folder: string, resolutionDpi: number, events: ScanEvents, delays: ScannerDelays) {
    this.#child = child;
    this.#folder = folder;
    this.#resolutionDpi = resolutionDpi;
    this.#events = events;
    this.#delays = delays;
    this.#report = new ReportReader((percent) => events.onProgress?.(percent, this.#announced + 1));
  }

  /** Hands over the pages until the program has ended. An exception from `onPage` ends it and is thrown. */
  async run(): Promise<BatchEnd> {
    const ended = this.#follow();
    const { signal } = this.#events;
    const cancel = () => this.#stop('cancelled');
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      this.#watch();
      await this.#handOver();
      return { ...(await ended), stderr: this.#report.text, stopped: this.#stopped, pages: this.#taken };
    } finally {
      signal?.removeEventListener('abort', cancel);
      clearTimeout(this.#silence);
      await this.#end();
    }
  }

  #follow(): Promise<{ exit: number | null; signal: NodeJS.Signals | null }> {
    const names = new LineReader((line) => this.#announce(line));
    const report = new LineReader((line) => {
      if (line === promptLine) this.#asked = true;
      else this.#report.line(line);
    });
    this.#child.stdout?.on('data', (piece: Uint8Array) => {
      names.feed(piece);
      this.#watch();
    });
    this.#child.stderr?.on('data', (piece: Uint8Array) => {
      report.feed(piece);
      this.#feed();
    });
    // The program may end with line breaks unread.
    this.#child.stdin?.on('error', () => undefined);
    return new Promise((resolve) => {
      const close = (exit: number | null, signal: NodeJS.Signals | null) => {
        names.end();
        report.end();
        this.#closed = true;
        this.#wake();
        resolve({ exit, signal });
      };
      this.#child.once('close', close);
      // No process at all: the same as a program that is not there.
      this.#child.once('error', () => close(127, null));
    });
  }

  #announce(path: string): void {
    if (dirname(path) !== this.#folder) return;
    this.#announced += 1;
    this.#waiting.push(path);
    this.#wake();
  }

  async #handOver(): Promise<void> {
    for (;;) {
      const path = this.#waiting.shift();
      if (path !== undefined) {
        const ordinal = this.#taken + 1;
        await this.#events.onPage({ ordinal, path, format: 'pnm', resolutionDpi: this.#resolutionDpi });
        this.#taken = ordinal;
        await rm(path, { force: true });
        this.#feed();
      } else if (this.#closed) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  /** Answers the program's question when there is room for another page. */
  #feed(): void {
    if (this.#asked && !this.#over() && this.#fed - this.#taken < pagesInMemory) {
      this.#asked = false;
      this.#fed += 1;
      this.#child.stdin?.write('\n');
    }
    this.#watch();
  }

  /** Restarts the watch for silence; there is none while the program waits for us. */
  #watch(): void {
    clearTimeout(this.#silence);
    if (this.#over() || this.#asked) return;
    this.#silence = setTimeout(() => this.#stop('silent'), this.#delays.silence);
  }

  #over(): boolean {
    return this.#closed || this.#stopped !== undefined;
  }

  #stop(reason: NonNullable<BatchEnd['stopped']>): void {
    if (this.#over()) return;
    this.#stopped = reason;
    void this.#end();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#silence);
    this.#child.stdin?.end();
    await stopChild(this.#child, { signal: 'SIGINT', graceMs: this.#delays.cancelGrace });
  }
}
