/** A seeded sample of the points before and after each durable call; all of them: crash-points.campaign.test.ts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Screen } from '../peers/office/client.ts';
import { CutOnce, cutActs, openCutOffice, playRound } from '../peers/power-cut/crash-points.ts';
import type { CutOffice } from '../peers/power-cut/cut-office.ts';
import { chanceOf } from '../peers/power-cut/disk.ts';

/** Points of each act in a run without cuts, at least: where the sample is drawn from. */
const points = {
  image: 10,
  reception: 16,
  scan: 50,
  arrangement: 4,
  comparison: 8,
  submission: 4,
  signature: 40,
  seal: 36,
  delivery: 24,
  backup: 10,
  start: 8,
} as const satisfies Record<(typeof cutActs)[number], number>;

let folder = '';
let cut: CutOffice;
let technician: Screen;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-crash-'));
  ({ cut, technician } = await openCutOffice(folder));
}, 120_000);

afterAll(async () => {
  await cut?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([1])(
  'killed once in every act, seed %i: nothing is lost, doubled or stuck',
  async (seed) => {
    const chance = chanceOf(seed);
    const cuts = Object.fromEntries(cutActs.map((act) => [act, 1 + Math.floor(chance() * points[act])]));
    const cutter = new CutOnce(cuts);
    expect(await playRound(cut, technician, cutter)).toEqual([]);
    // Threads take their turns: an act may have ended before its point came. It is cut at its first one then.
    const left = cutActs.filter((act) => !cutter.killedIn.has(act));
    const killedIn = new Map(cutter.killedIn);
    if (left.length > 0) {
      const further = new CutOnce(Object.fromEntries(left.map((act) => [act, 1])));
      expect(await playRound(cut, technician, further)).toEqual([]);
      for (const [act, point] of further.killedIn) killedIn.set(act, point);
    }
    expect([...killedIn.keys()].toSorted()).toEqual([...cutActs].toSorted());
    // Those starts that were not killed again at once: what the kill had cut was taken up within five seconds.
    expect(cut.judgedStarts).toBeGreaterThan(0);
  },
  300_000,
);
