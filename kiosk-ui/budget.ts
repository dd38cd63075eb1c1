/** Builds the screens aside and fails when the first load (the sign-in with all it needs) is over its budget. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Manifest } from 'vite';

const budget = 100 * 1024;
const first = ['index.html', 'src/views/sign-in/index.tsx'];

/** A chunk with the chunks it imports at once. */
function withImports(manifest: Manifest, name: string): string[] {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`the build has no ${name}`);
  const imported = (chunk.imports ?? []).flatMap((one) => withImports(manifest, one));
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? []), ...imported];
}

/** What goes over the line: fonts are compressed in themselves. */
function transferred(folder: string, file: string): number {
  const bytes = readFileSync(join(folder, file));
  return extname(file) === '.woff2' ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

const folder = mkdtempSync(join(tmpdir(), 'tram-screens-'));
try {
  const root = fileURLToPath(new URL('.', import.meta.url));
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: folder } });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const files = new Set(['index.html', ...first.flatMap((name) => withImports(manifest, name))]);
  const sizes = [...files].map((file) => ({ file, size: transferred(folder, file) }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of sizes) process.stdout.write(`${String(size).padStart(8)}  ${file}\n`);
  process.stdout.write(`${String(total).padStart(8)}  of ${budget} bytes\n`);
  if (total > budget) {
    console.error('the first load of the screens is over its budget');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
