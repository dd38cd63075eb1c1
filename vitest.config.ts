import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `*.campaign.test.ts` takes long, or watches what seldom changes: only `npm run test:all` runs it. */
const exclude = process.env['TRAM_TEST_ALL'] === '1' ? [] : ['**/*.campaign.test.ts'];
/** Where the programs that tests start, and their threads, keep what they compiled: hundreds of starts read the same sources. */
const compiled = fileURLToPath(new URL('node_modules/.cache/tram-tests', import.meta.url));
const env = { NODE_COMPILE_CACHE: compiled, CACHE_DIRECTORY: compiled };
const shared = {
  environment: 'node',
  testTimeout: 30_000,
  hookTimeout: 120_000,
  pool: 'forks',
  exclude,
  env,
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      // Apart, because its coverage is measured: every line and branch of the law is run by its own tests.
      { test: { ...shared, name: 'law', include: ['tests/unit/certification/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/attacks/**/*.test.ts', 'tests/fuzz/**/*.test.ts'],
          exclude: [...exclude, 'tests/unit/certification/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'flows',
          include: ['tests/flows/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'screens',
          include: ['tests/screens/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/certification/**/*.ts'],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
