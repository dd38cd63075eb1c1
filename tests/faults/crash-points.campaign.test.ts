/** Every point before and after each durable call of every act, until a round comes in which no act has a further one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CutAct, cutActs, openCutOffice, playRound } from '../peers/power-cut/crash-points.ts';

test('killed at every durable point of every act: nothing is lost, doubled or stuck', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-crash-all-'));
  const { cut, technician } = await openCutOffice(folder);
  const points = new Map<CutAct, Set<string>>(cutActs.map((act) => [act, new Set()]));
  const [from, to] = (process.env['TRAM_CRASH_ROUNDS'] ?? '1-200').split('-').map(Number);
  let kills = 0;
  try {
    for (let point = from ?? 1; point <= (to ?? 200); point++) {
      const cuts = Object.fromEntries(cutActs.map((act) => [act, point]));
      const { broken, killedIn } = await playRound(cut, technician, cuts);
      expect(broken, `cut at point ${point} of each act: ${JSON.stringify([...killedIn])}`).toEqual([]);
      for (const [act, name] of killedIn) points.get(act)?.add(name);
      kills += killedIn.size;
      if (killedIn.size === 0) break;
    }
  } finally {
    await cut.close();
    await rm(folder, { recursive: true, force: true });
  }
  const table = [...points].map(([act, names]) => `${act}: ${[...names].toSorted().join(' · ')}`);
  console.log(`${kills} kills at enumerated points\n${table.join('\n')}`);
  for (const [act, names] of points) expect(names.size, act).toBeGreaterThan(0);
}, 3_600_000);
