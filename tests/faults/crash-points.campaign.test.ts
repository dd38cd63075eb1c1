/** Every point before and after each durable call of every act, until each act has ended before a further one came. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type CutAct,
  CutEverywhere,
  cutActs,
  handActs,
  openCutOffice,
  playRound,
} from '../peers/power-cut/crash-points.ts';
import { readyOf } from '../peers/power-cut/start.ts';

const offices: readonly { readonly office: string; readonly byHand: boolean; readonly acts: readonly CutAct[] }[] = [
  { office: 'that sends by the line', byHand: false, acts: cutActs },
  { office: 'whose officers put the copies on the portal', byHand: true, acts: handActs },
];

test.each(offices)(
  'an office $office, killed at every durable point of every act: nothing is lost, doubled or stuck',
  async ({ byHand, acts }) => {
    const folder = await mkdtemp(join(tmpdir(), 'tram-crash-all-'));
    const { cut, technician } = await openCutOffice(folder, byHand);
    const cutter = new CutEverywhere(acts);
    try {
      for (let round = 1; !cutter.done && round <= 200; round++) {
        expect(await playRound(cut, technician, cutter, byHand), cutter.ahead).toEqual([]);
        console.log(`round ${round}: ${cutter.kills} kills so far; ahead: ${cutter.ahead}`);
      }
    } finally {
      await cut.close();
      await rm(folder, { recursive: true, force: true });
    }
    const ready = readyOf(cut.starts);
    console.log(`${cutter.kills} kills; READY after ${ready.median} s (median), ${ready.most} s (most)`);
    for (const [act, names] of cutter.names) console.log(`${act}: ${[...names].toSorted().join(' · ')}`);
    expect(cutter.done).toBe(true);
    for (const act of acts) expect(cutter.names.get(act)?.size ?? 0, act).toBeGreaterThan(0);
  },
  3_600_000,
);
