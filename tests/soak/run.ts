import { setTimeout as sleep } from 'node:timers/promises';
import { Line } from '../bench/line.ts';
import type { SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';
import { play, type Screens, signInAll } from '../peers/office/play.ts';
import { type Held, lookAt } from './figures.ts';

/** Dossiers that are on their way at the same time, and screens that only look. */
const desks = 3;
const lookers = 4;

/** A dossier that has not come to its end by then is stuck, milliseconds: much, since the machine may do other work too. */
const stuckMs = 1_200_000;

/** Between two samples, milliseconds. */
const sampleMs = 1_000;

/** A screen that looks: it opens its live events, asks what a view asks, and is closed and opened anew, as people do. */
const lookMs = 400;
const asksToAScreen = 25;

/** Once in so many seconds the line breaks for some seconds, and is mended. */
const lineBreaks = { everyS: 45, forS: 6 };

export interface Soaked {
  readonly samples: readonly Held[];
  /** Ten seconds after the last work. */
  readonly rest: Held;
  readonly dossiers: number;
  readonly failures: readonly string[];
}

/** Works as an office does, at speed, for so many minutes. */
export async function soak(office: SimulatedOffice, minutes: number, tell: (line: string) => void): Promise<Soaked> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const look = (): Held => lookAt(office.station.pid ?? 0, office.state, seconds());
  const screens = await signInAll(office);
  const failures: string[] = [];
  const samples: Held[] = [];
  let dossiers = 0;
  let over = false;
  const guarded = async (name: string, work: () => Promise<void>): Promise<void> => {
    while (!over) {
      try {
        await work();
      } catch (error) {
        if (!over) failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        if (failures.length > 20) over = true;
      }
    }
  };
  const scanner = turns();
  const desk = (n: number): Promise<void> =>
    guarded(`desk ${n}`, async () => {
      await oneDossier(office, screens, scanner);
      dossiers += 1;
      if (dossiers % 10 === 0) tell(`${seconds().toFixed(0)} s: ${dossiers} dossiers delivered`);
    });
  const looker = (n: number): Promise<void> =>
    guarded(`screen ${n}`, async () => {
      const line = await Line.signIn(office, people.creator);
      const events = await line.listen();
      try {
        for (let asked = 0; asked < asksToAScreen && !over; asked++) {
          await line.json('GET', '/api/station');
          await line.json('GET', '/api/dossiers?limit=50');
          await sleep(lookMs);
        }
      } finally {
        events.close();
        line.close();
      }
    });
  const breaker = (): Promise<void> =>
    guarded('line', async () => {
      for (let waited = 0; waited < lineBreaks.everyS && !over; waited++) await sleep(1_000);
      if (over) return;
      office.line?.cut();
      await sleep(lineBreaks.forS * 1_000);
      office.line?.heal();
    });
  const watcher = async (): Promise<void> => {
    while (seconds() < minutes * 60 && !over) {
      samples.push(look());
      await sleep(sampleMs);
    }
    over = true;
  };
  await Promise.all([
    watcher(),
    breaker(),
    ...Array.from({ length: desks }, (_, n) => desk(n + 1)),
    ...Array.from({ length: lookers }, (_, n) => looker(n + 1)),
  ]);
  office.line?.heal();
  await sleep(10_000);
  return { samples, rest: look(), dossiers, failures };
}

async function oneDossier(office: SimulatedOffice, screens: Screens, atScanner: Turns): Promise<void> {
  const stuck = performance.now() + stuckMs;
  await play(office, {
    deadline: () => stuck,
    requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
    title: 'Hợp đồng',
    paper: 'notarised-contract',
    chargeablePages: 3,
    arrange: true,
    screens,
    atScanner,
  });
}

type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** One after the other: there is one scanner. */
function turns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return await mine;
  };
}
