/** Every point before and after each durable call of every act, until a round comes in which no act has a further one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CutAct, cutActs, handActs, openCutOffice, playRound } from '../peers/power-cut/crash-points.ts';
import { readyOf } from '../peers/power-cut/start.ts';

test.each<{ office: string; byHand: boolean; acts: readonly CutAct[] }>([
  { office: 'that sends by the line', byHand: false, acts: cutActs },
  { office: 'whose officers put the copies on the portal', byHand: true, acts: handActs },
])(
  'an office $office, killed at every durable point of every act: nothing is lost, doubled or stuck',
  async (way) => {
    const { byHand, acts } = way;
    const folder = await mkdtemp(join(tmpdir(), 'tram-crash-all-'));
    const { cut, technician } = await openCutOffice(folder, byHand);
    const points = new Map<CutAct, Set<string>>(acts.map((act) => [act, new Set()]));
    const [from, to] = (process.env['TRAM_CRASH_ROUNDS'] ?? '1-200').split('-').map(Number);
    let kills = 0;
    try {
      for (let point = from ?? 1; point <= (to ?? 200); point++) {
        const cuts = Object.fromEntries(acts.map((act) => [act, point]));
        const { broken, killedIn } = await playRound(cut, technician, cuts, byHand);
        const where = JSON.stringify([...killedIn]);
        console.log(`round ${point}: ${killedIn.size} kills, ${broken.length} findings; ${where}`);
        expect(broken, `cut at point ${point} of each act: ${where}`).toEqual([]);
        for (const [act, name] of killedIn) points.get(act)?.add(name);
        kills += killedIn.size;
        if (killedIn.size === 0) break;
      }
    } finally {
      await cut.close();
      await rm(folder, { recursive: true, force: true });
    }
    const table = [...points].map(([act, names]) => `${act}: ${[...names].toSorted().join(' · ')}`);
    const ready = readyOf(cut.starts);
    console.log(`${kills} kills at enumerated points; READY after ${ready.median} s (median), ${ready.most} s (most)`);
    console.log(table.join('\n'));
    for (const [act, names] of points) expect(names.size, act).toBeGreaterThan(0);
  },
  3_600_000,
);
