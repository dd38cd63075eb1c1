/** What the writer writes: content from which file and version can be told, and whether it is whole. */
export const files = ['a', 'b', 'c'] as const;

export const pieceLength = 4096;

const header = 16;

/** `name` and `version`, then as many bytes of one value as they say. */
export function contentOf(name: string, version: number): Buffer {
  const length = header + 20_000 + ((version * 7919) % 60_000);
  const content = Buffer.alloc(length, version % 251);
  content.fill(0, 0, header);
  content.write(name, 0, 'ascii');
  content.writeUInt32BE(version, 4);
  return content;
}

/** The version of a file's content, or null when it is not the whole of one. */
export function versionOf(name: string, content: Buffer): number | null {
  if (content.length < header) return null;
  const version = content.readUInt32BE(4);
  return content.equals(contentOf(name, version)) ? version : null;
}
