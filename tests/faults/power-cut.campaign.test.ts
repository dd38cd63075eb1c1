/** Power cuts all over a recorded run of several dossiers, a kill, a stop and a start between them, and a backup. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { record } from '../peers/power-cut/record.ts';
import { replay } from '../peers/power-cut/replay.ts';

test.each([
  { way: 'by the line', dossiers: 3, prefixes: 500 },
  { way: 'by the line, with time-stamps and links', whole: true, dossiers: 2, prefixes: 200 },
  { way: 'by an officer’s hand', byHand: true, dossiers: 1, prefixes: 120 },
])(
  'thousands of power cuts, copies sent $way: what was shown is there, and nothing is half done',
  async (plan) => {
    const folder = await mkdtemp(join(tmpdir(), 'tram-power-all-'));
    try {
      const recording = await record(folder, plan.dossiers, plan);
      const options = { seed: 20_251_122, prefixes: plan.prefixes, tries: 3 };
      const { calls, cuts, findings } = await replay(recording, folder, options);
      console.log(`${cuts} power cuts over ${calls} durable calls, ${findings.length} findings`);
      expect(findings).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  3_600_000,
);
