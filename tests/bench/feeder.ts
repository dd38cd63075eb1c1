import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { renderOriginal } from '../peers/originals/index.ts';
import type { ScannerPeer } from '../peers/scanner/server.ts';

/** The A4 originals that lie in the feeder, over and over: 0.7 to 1.7 MB a page as the scanner gives it. */
const papers = ['birth-certificate', 'notarised-contract', 'school-record', 'birth-extract', 'private-loan'];

/**
 * The feeder of the stand-in scanner with a sheet's own pace: a stand-in without one hands out fifty pages before the
 * first is decoded, as no machine of paper and rollers does. It notes when the last byte of the last page has left.
 */
export class Feeder {
  readonly #scanner: ScannerPeer;
  readonly #pages: readonly Buffer[];
  #left = 0;
  /** When the last page had been delivered whole, on the clock of `performance.now()`. */
  lastByteAt = Number.NaN;
  /** When each page of this load had been delivered whole, in order, on the clock of `Date.now()`. */
  deliveredAt: number[] = [];

  private constructor(scanner: ScannerPeer, pages: readonly Buffer[]) {
    this.#scanner = scanner;
    this.#pages = pages;
    subscribe('http.server.response.finish', this.#delivered);
  }

  static async of(scanner: ScannerPeer): Promise<Feeder> {
    const originals = await Promise.all(papers.map((id) => renderOriginal(id)));
    return new Feeder(
      scanner,
      originals.flat().map(({ jpeg }) => jpeg),
    );
  }

  /** Puts `count` sheets in, fed one every `paceMs` (0: as fast as they are asked for). */
  load(count: number, paceMs: number): void {
    const { machine } = this.#scanner;
    machine.eject();
    machine.unload();
    machine.load(Array.from({ length: count }, (_, n) => ({ front: this.#pages[n % this.#pages.length] as Buffer })));
    machine.break(paceMs > 0 ? { kind: 'slow', ms: paceMs } : { kind: 'none' });
    this.#left = count;
    this.lastByteAt = Number.NaN;
    this.deliveredAt = [];
  }

  close(): void {
    unsubscribe('http.server.response.finish', this.#delivered);
  }

  readonly #delivered = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (response.statusCode !== 200 || !request.url?.endsWith('/NextDocument')) return;
    this.#left -= 1;
    this.deliveredAt.push(Date.now());
    if (this.#left > 0) return;
    this.lastByteAt = performance.now();
    // An empty feeder is seen by its sensor, at once.
    this.#scanner.machine.break({ kind: 'none' });
  };
}
