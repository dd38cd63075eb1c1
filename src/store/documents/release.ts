/**
 * Gives the memory of `bytes` back now instead of at some later collection: a copy of fifty pages passes through a worker
 * several times, and the collector would otherwise be called for every few of its pieces. The array is empty afterwards.
 * A part of a larger memory is left alone, since others live in it.
 */
export function release(bytes: Uint8Array): void {
  const { buffer, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !buffer.detached) buffer.transfer(0);
}
