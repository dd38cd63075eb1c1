import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORIGINALS, renderOriginal } from './index.ts';

/** `node tests/peers/originals/main.ts OUTDIR [id…]`: writes the originals' pages as JPEG files. */
const [folder, ...wanted] = process.argv.slice(2);
const known = ORIGINALS.map((original) => original.id);
const unknown = wanted.filter((id) => !known.includes(id));
if (folder === undefined || unknown.length > 0) {
  console.error(`usage: node tests/peers/originals/main.ts OUTDIR [id…]\nids: ${known.join(' ')}`);
  process.exitCode = 2;
} else {
  await mkdir(folder, { recursive: true });
  for (const id of wanted.length > 0 ? wanted : known) {
    for (const [index, page] of (await renderOriginal(id)).entries()) {
      const path = join(folder, `${id}-${index + 1}.jpg`);
      await writeFile(path, page.jpeg);
      console.log(`${path} ${page.widthPx}×${page.heightPx}`);
    }
  }
}
