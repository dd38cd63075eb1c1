/** One direction of a line: a speed that all connections share, and a delay. */
import type { Socket } from 'node:net';

/** A piece is as long as a packet, so that connections share the line fairly. */
const pieceBytes = 1400;
/** So much may stand before the narrow place, milliseconds of the line: a modem's buffer. */
const standingMs = 60;

export interface Shape {
  /** 0: as fast as it goes. */
  bitsPerSecond: number;
  /** One way; a round trip takes it twice. */
  latencyMs: number;
}

export class Flow {
  readonly #shape: Shape;
  /** When the narrow place is free again, on the monotonic clock. */
  #free = 0;
  /** Bytes that have begun to pass the narrow place: also those that a break then lost. */
  carried = 0;
  delivered = 0;
  /** While held, nothing arrives and nothing is taken; nothing is lost either, as TCP would send it again. */
  held = false;
  /** Bytes until the line is cut; the byte after them is never delivered. */
  left = Number.POSITIVE_INFINITY;
  readonly #onCut: () => void;

  constructor(shape: Shape, onCut: () => void) {
    this.#shape = shape;
    this.#onCut = onCut;
  }

  /** Copies what one socket sends to the other, beginning not before `readyAt`, in order, until either is closed. */
  carry(from: Socket, to: Socket, readyAt: number): void {
    const waiting: { piece: Buffer; at: number }[] = [];
    let running = false;
    let ended = false;
    const deliver = async (): Promise<void> => {
      if (running) return;
      running = true;
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        await until(next.at);
        while (this.held && !to.destroyed) await until(performance.now() + 20);
        if (to.destroyed) return;
        waiting.shift();
        let { piece } = next;
        const cutting = piece.length >= this.left;
        if (cutting) piece = piece.subarray(0, this.left);
        this.left -= piece.length;
        this.delivered += piece.length;
        await new Promise<void>((resolve) => to.write(piece, () => resolve()));
        if (cutting) return this.#onCut();
      }
      running = false;
      if (ended) to.end();
    };
    const read = async (): Promise<void> => {
      await until(readyAt);
      for await (const whole of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < whole.length; at += pieceBytes) {
          const piece = whole.subarray(at, at + pieceBytes);
          while (this.held && !from.destroyed) await until(performance.now() + 20);
          await until(this.#free - standingMs);
          if (from.destroyed || to.destroyed) return;
          const { bitsPerSecond, latencyMs } = this.#shape;
          const lasts = bitsPerSecond > 0 ? (piece.length * 8000) / bitsPerSecond : 0;
          this.#free = Math.max(performance.now(), this.#free) + lasts;
          this.carried += piece.length;
          waiting.push({ piece, at: this.#free + latencyMs });
          void deliver();
        }
      }
      ended = true;
      if (waiting.length === 0) to.end();
    };
    read().catch(() => to.destroy());
    from.on('close', () => {
      if (from.errored) to.destroy();
    });
  }
}

async function until(at: number): Promise<void> {
  const ms = at - performance.now();
  if (ms > 0.5) await new Promise((resolve) => setTimeout(resolve, ms));
}
