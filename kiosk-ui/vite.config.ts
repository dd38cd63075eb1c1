import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const outDir = fileURLToPath(new URL('./dist', import.meta.url));

/** Puts a `.br` beside every text file, so that the station compresses nothing while it serves. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = outDir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(readFileSync(join(dir, name))));
      }
    },
  };
}

/** Code of the station that the screens share is data and pure functions: what is not used is left out. */
const stationCode = /\/src\/(web\/contract|certification|common|devices|workflow|settings|store|upkeep|portal)\//;

/** Packages that a browser never needs: the schemas themselves stay at the station. */
const withoutEffects = /\/node_modules\/typebox\//;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The package's first choice is for browsers of long ago, a third larger and no module.
  resolve: { alias: { 'simple-keyboard': 'simple-keyboard/build/index.modern.esm.js' } },
  plugins: [compressed()],
  build: {
    outDir,
    // What an open screen still asks for stays until the folder is made anew.
    emptyOutDir: false,
    target: ['chrome120', 'firefox128'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: 'manifest.json',
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !stationCode.test(id) && !withoutEffects.test(id) },
    },
  },
  publicDir: false,
});
