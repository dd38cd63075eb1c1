import type { AdfState } from './documents.ts';

/** A sheet of paper: JPEGs of its sides. */
export interface Sheet {
  readonly front: Buffer;
  readonly back?: Buffer;
}

/** What can go wrong on demand. Pages are counted within one job, from 1. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'jam'; readonly page: number }
  | { readonly kind: 'cover-open' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang'; readonly page: number }
  | { readonly kind: 'damaged-image'; readonly page: number };

/** The mechanical part: paper, flaps and what is broken. It holds no protocol. */
export class Machine {
  readonly #feeder: Sheet[] = [];
  #platen: Buffer | undefined;
  #fault: Fault = { kind: 'none' };
  #jammed = false;
  /** The back of the sheet under way, when both sides are being scanned. */
  #turned: { readonly back: Buffer | undefined } | undefined;

  /** Puts sheets on top of those waiting in the feeder's queue (they go in after them). */
  load(sheets: readonly Sheet[]): void {
    this.#feeder.push(...sheets);
  }

  /** Lays an original on the glass; it stays until another is laid or it is taken away. */
  lay(original: Buffer | undefined): void {
    this.#platen = original;
  }

  /** Takes all paper out. */
  unload(): void {
    this.#feeder.length = 0;
    this.#platen = undefined;
    this.#turned = undefined;
  }

  /** Sets what is wrong; `none` also frees a jam and closes the cover. */
  break(fault: Fault): void {
    this.#fault = fault;
    if (fault.kind === 'none') this.#jammed = false;
  }

  get fault(): Fault {
    return this.#fault;
  }

  get sheetsLeft(): number {
    return this.#feeder.length;
  }

  get platen(): Buffer | undefined {
    return this.#platen;
  }

  adfState(): AdfState {
    if (this.#fault.kind === 'cover-open') return 'ScannerAdfDoorOpen';
    if (this.#jammed) return 'ScannerAdfJam';
    return this.#feeder.length > 0 || this.#turned !== undefined ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty';
  }

  /**
   * Pulls the next side. `null` when the feeder is empty, `jam` when the sheet stuck: it stays in the feeder and goes in
   * again once the jam is freed. The side of a sheet that has nothing on its back is `undefined`: white paper.
   */
  feed(page: number, duplex: boolean): { readonly side: Buffer | undefined } | 'jam' | null {
    if (this.#fault.kind === 'jam' && this.#fault.page === page) this.#jammed = true;
    if (this.#jammed) return 'jam';
    if (this.#turned !== undefined) {
      const side = this.#turned.back;
      this.#turned = undefined;
      return { side };
    }
    const sheet = this.#feeder.shift();
    if (sheet === undefined) return null;
    if (duplex) this.#turned = { back: sheet.back };
    return { side: sheet.front };
  }

  /** Ends a job: a sheet under way is thrown out. */
  eject(): void {
    this.#turned = undefined;
  }
}
