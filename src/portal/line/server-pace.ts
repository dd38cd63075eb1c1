import { type Pace, paceLimits, type UploadPace } from './pace.ts';
import type { Routes } from './routes.ts';

/**
 * What the traffic tells of the way by which documents go to one server: of the office's one line, or of that one of
 * several which carries them. How fast each of several is, and how often it breaks, is measured where the line is chosen.
 */
export class ServerPace implements UploadPace {
  readonly #routes: Routes;
  readonly #url: string;
  readonly #single: Pace;

  constructor(routes: Routes, url: string, single: Pace) {
    this.#routes = routes;
    this.#url = url;
    this.#single = single;
  }

  moved(bytes: number, ms: number): void {
    if (this.#isSingle) this.#single.moved(bytes, ms);
  }

  broke(): void {
    if (this.#isSingle) this.#single.broke();
  }

  lost(): void {
    this.#pace.lost();
  }

  kept(): void {
    this.#pace.kept();
  }

  get bytesPerSecond(): number | null {
    return this.#pace.bytesPerSecond;
  }

  /** The last piece before a quota is used up fits into what is left of it. */
  piece(usual: number): number {
    const piece = this.#pace.piece(usual);
    const left = this.#routes.carrying(this.#url)?.left ?? Number.POSITIVE_INFINITY;
    return Math.min(piece, Math.max(paceLimits.leastPiece, Math.floor(left)));
  }

  get #isSingle(): boolean {
    return this.#routes.all.length === 0;
  }

  get #pace(): Pace {
    return this.#routes.carrying(this.#url)?.pace ?? this.#single;
  }
}
