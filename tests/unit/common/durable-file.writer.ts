/** Replaces a few files over and over until somebody kills it, and tells which version it has begun. Arguments: the folder, the first version. */
import { join } from 'node:path';
import { writeDurably } from '../../../src/common/durable-file.ts';
import { contentOf, files, pieceLength } from './durable-file.content.ts';

const folder = process.argv[2] ?? '';

for (let version = Number(process.argv[3]); ; version++) {
  process.stdout.write(`${version}\n`);
  await Promise.all(
    files.map(async (name) => {
      const content = contentOf(name, version);
      const pieces = Array.from({ length: Math.ceil(content.length / pieceLength) }, (_, i) =>
        content.subarray(i * pieceLength, (i + 1) * pieceLength),
      );
      await writeDurably(join(folder, 'deep', name), pieces);
    }),
  );
}
