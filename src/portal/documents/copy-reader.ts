/** A copy's bytes, read anywhere: so a resumed upload starts in the middle and nothing lies in the clear on disk. */
export interface CopyReader {
  /** Bytes in all. */
  readonly length: number;
  /** Exactly `length` bytes from `offset`. An exception means that the copy cannot be read. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close?(): Promise<void>;
}
