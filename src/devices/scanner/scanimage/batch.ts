import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stopChild } from '../../supervision/child.ts';
import type { ScanEvents, ScannerDelays } from '../port.ts';
import { LineReader, ReportReader } from './output.ts';

/** Whole pages that may wait in memory beside the one being taken; the feeder pauses when they are there. */
const pagesAhead = 3;

export interface BatchEnd {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** Why we ended it, when we did. */
  readonly stopped: 'cancelled' | 'silent' | undefined;
  readonly pages: number;
}

/**
 * Follows one `scanimage --batch --batch-prompt --batch-print` from start to end. The prompt is the brake: the program feeds
 * a sheet only after a line break on its stdin, so there is one for each page that may wait and one more for each page taken.
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
  #granted = 0;
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
      this.#grant(pagesAhead);
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
    const report = new LineReader((line) => this.#report.line(line));
    this.#child.stdout?.on('data', (piece: Uint8Array) => {
      names.feed(piece);
      this.#watch();
    });
    this.#child.stderr?.on('data', (piece: Uint8Array) => {
      report.feed(piece);
      this.#watch();
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
        this.#grant(1);
      } else if (this.#closed) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #grant(pages: number): void {
    if (this.#closed || this.#stopped !== undefined) return;
    this.#granted += pages;
    this.#child.stdin?.write('\n'.repeat(pages));
    this.#watch();
  }

  /** Restarts the watch for silence; there is none while the program waits for us. */
  #watch(): void {
    clearTimeout(this.#silence);
    if (this.#closed || this.#stopped !== undefined || this.#granted <= this.#announced) return;
    this.#silence = setTimeout(() => this.#stop('silent'), this.#delays.silence);
  }

  #stop(reason: NonNullable<BatchEnd['stopped']>): void {
    if (this.#closed || this.#stopped !== undefined) return;
    this.#stopped = reason;
    void this.#end();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#silence);
    this.#child.stdin?.end();
    await stopChild(this.#child, { signal: 'SIGINT', graceMs: this.#delays.cancelGrace });
  }
}
