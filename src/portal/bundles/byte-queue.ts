/** Takes bytes off a stream in the lengths that a format asks for. */
export class ByteQueue {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(data: AsyncIterable<Uint8Array>) {
    this.#pieces = data[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes; null when the stream ends before. For what is small enough for memory. */
  async take(length: number): Promise<Buffer | null> {
    const taken: Uint8Array[] = [];
    for await (const piece of this.pieces(length)) taken.push(piece);
    const all = Buffer.concat(taken);
    return all.length === length ? all : null;
  }

  /** The next bytes, `length` of them, in pieces; fewer when the stream ends before. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      if (this.#rest.length === 0 && !(await this.#fill())) return;
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Whether nothing more comes. */
  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#fill());
  }

  /** Gives the stream up. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #fill(): Promise<boolean> {
    for (;;) {
      const next = await this.#pieces.next();
      if (next.done) return false;
      if (next.value.length > 0) {
        this.#rest = next.value;
        return true;
      }
    }
  }
}
