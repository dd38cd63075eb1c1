/** What `durable-calls.c` writes into its log, read back. */

/** A call that changed what the disk holds, or a note of what somebody outside had seen by then. */
export type DurableCall =
  | { readonly kind: 'open'; readonly fd: number; readonly path: string; readonly made: boolean; readonly cut: boolean }
  | { readonly kind: 'write'; readonly fd: number; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly fd: number; readonly length: number }
  | { readonly kind: 'sync'; readonly fd: number }
  | { readonly kind: 'sync-folder'; readonly fd: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'make-folder'; readonly path: string }
  | { readonly kind: 'remove-folder'; readonly path: string }
  | { readonly kind: 'seen'; readonly seen: unknown };

const headerLength = 24;

/** A note in the form of a record. */
export function markOf(seen: unknown): Buffer {
  const data = Buffer.from(JSON.stringify(seen));
  const header = Buffer.alloc(headerLength);
  header.write('s', 0, 'latin1');
  header.writeUInt32LE(data.length, 12);
  return Buffer.concat([header, data]);
}

/** The calls of a log in their order; a record that a kill cut off at the end is left out. */
export function readCalls(log: Buffer): DurableCall[] {
  const calls: DurableCall[] = [];
  for (let at = 0; at + headerLength <= log.length; ) {
    const kind = String.fromCharCode(log[at] ?? 0);
    const [made, pathLength, otherLength] = [log[at + 1], log.readUInt16LE(at + 2), log.readUInt16LE(at + 4)];
    const [fd, dataLength] = [log.readInt32LE(at + 8), log.readUInt32LE(at + 12)];
    const offset = Number(log.readBigInt64LE(at + 16));
    const begin = at + headerLength;
    at = begin + pathLength + otherLength + dataLength;
    if (at > log.length) break;
    const path = log.toString('utf8', begin, begin + pathLength);
    const to = log.toString('utf8', begin + pathLength, begin + pathLength + otherLength);
    const data = log.subarray(at - dataLength, at);
    calls.push(callOf(kind, { made: made ?? 0, fd, offset, path, to, data }));
  }
  return calls;
}

interface Fields {
  readonly made: number;
  readonly fd: number;
  readonly offset: number;
  readonly path: string;
  readonly to: string;
  readonly data: Buffer;
}

function callOf(kind: string, { made, fd, offset, path, to, data }: Fields): DurableCall {
  switch (kind) {
    case 'o':
      return { kind: 'open', fd, path, made: made === 1, cut: made === 2 };
    case 'w':
      return { kind: 'write', fd, offset, data };
    case 't':
      return { kind: 'truncate', fd, length: offset };
    case 'f':
      return { kind: 'sync', fd };
    case 'd':
      return { kind: 'sync-folder', fd };
    case 'r':
      return { kind: 'rename', from: path, to };
    case 'l':
      return { kind: 'link', from: path, to };
    case 'u':
      return { kind: 'unlink', path };
    case 'm':
      return { kind: 'make-folder', path };
    case 'x':
      return { kind: 'remove-folder', path };
    case 's':
      return { kind: 'seen', seen: JSON.parse(data.toString('utf8')) as unknown };
    default:
      throw new Error(`a record of an unknown kind: ${kind}`);
  }
}
