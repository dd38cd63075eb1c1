/** The whole station with an outbox that was filled for weeks: how it starts, drains, and serves the desk meanwhile. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { systemClock } from '../../../src/common/clock.ts';
import { Journal } from '../../../src/store/audit/journal.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { addOutboxRow } from '../../../src/store/repositories/outbox.ts';
import { dossiers, officers } from '../../../src/store/schema/index.ts';
import type { StationAnswer } from '../../../src/web/contract/index.ts';
import { openOffice } from '../../peers/office/office.ts';
import { people } from '../../peers/office/people.ts';
import { Line } from '../line.ts';
import { memoryOf } from '../machine.ts';
import { quantile } from '../statistics.ts';
import { startFastPortal } from './fast-side.ts';

/** Of one dossier: twice its record, each time with the steps behind it. */
const perDossier = 4;
/** How long the desk is asked while the line is away, milliseconds. */
const stillMs = 10_000;
const list = '/api/dossiers?limit=50';

/** Milliseconds of the desk's requests. */
interface Asked {
  readonly requests: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

export interface StationFigures {
  readonly messages: number;
  /** From the process's start to READY: with an empty outbox, and with all messages in it. */
  readonly emptyStartSeconds: number;
  readonly startSeconds: number;
  /** Resident after READY, and the most while it drained. */
  readonly startedMb: number;
  readonly peakMb: number;
  readonly sent: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly still: Asked;
  readonly meanwhile: Asked;
}

/** @param watchedMs  how long the draining is watched at most */
export async function measureStation(messages: number, watchedMs: number): Promise<StationFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-outbox-'));
  let far = await startFastPortal();
  try {
    const settings = { 'portal.lgsp-url': far.address, 'portal.gateway-url': `${far.address}/files` };
    const office = await openOffice(folder, { keyType: 'p256', settings });
    try {
      const { station } = office;
      await station.stop();
      fill(join(office.state, 'tram.db'), messages);
      // The line is away: nobody answers at the portal's address.
      const { port } = new URL(far.address);
      await far.stop();
      await station.start();
      const pid = station.pid ?? 0;
      const line = await Line.signIn(office, people.creator);
      try {
        await sleep(3_000);
        const startedMb = memoryOf(pid).residentMb;
        const still = await asking(line, () => sleep(stillMs));
        const waiting = async (): Promise<number> => {
          const { portal } = await line.json<StationAnswer>('GET', '/api/station');
          if (portal.rejected > 0) throw new Error(`${portal.rejected} messages were refused`);
          return portal.waiting;
        };
        const [first, begun] = [await waiting(), performance.now()];
        let left = first;
        far = await startFastPortal(Number(port));
        const meanwhile = await asking(line, async () => {
          while (left > 0 && performance.now() - begun < watchedMs) {
            await sleep(1_000);
            left = await waiting();
          }
        });
        const seconds = (performance.now() - begun) / 1000;
        return {
          messages,
          emptyStartSeconds: station.startSeconds[0] ?? 0,
          startSeconds: station.startSeconds[1] ?? 0,
          startedMb,
          peakMb: memoryOf(pid).peakMb,
          sent: first - left,
          seconds,
          perSecond: (first - left) / seconds,
          still,
          meanwhile,
        };
      } finally {
        line.close();
      }
    } finally {
      await office.close();
    }
  } finally {
    await far.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes dossiers with what the portal is to be told of them, as if the line had been down for weeks. */
function fill(path: string, messages: number): void {
  const { sqlite, db } = openDatabase(path);
  try {
    const journal = new Journal(systemClock);
    const officer = db
      .select()
      .from(officers)
      .all()
      .find((one) => one.username === people.creator.username);
    if (officer === undefined) throw new Error('the office has no creator');
    const count = Math.ceil(messages / perDossier);
    for (let from = 0; from < count; from += 500) {
      db.transaction((tx) => {
        for (let n = from; n < Math.min(from + 500, count); n++) {
          const [dossierId, at] = [randomUUID(), systemClock.now()];
          const code = `H56.14-251122-${String(n).padStart(6, '0')}`;
          tx.insert(dossiers)
            .values({
              ...{
                id: dossierId,
                code,
                trackingCode: code,
                requesterName: 'Lò Thị Mẩy',
                requesterFolded: 'lo thi may',
              },
              requesterIdentity: '011198000123',
              ...{ createdBy: officer.id, createdAt: at, receivedAt: at, dueAt: at },
            })
            .run();
          const entry = journal.append(tx, {
            ...{ actor: officer.id, role: 'creator', act: 'open-dossier' },
            ...{ objectType: 'dossier', objectId: dossierId },
          });
          for (let k = 0; k < perDossier; k++) {
            const content =
              k % 2 === 0
                ? ({ kind: 'sync-dossier', payload: {} } as const)
                : ({ kind: 'progress', payload: { stepIds: [String(entry)] } } as const);
            addOutboxRow(tx, { id: randomUUID(), dossierId, ...content, createdAt: at });
          }
        }
      });
    }
  } finally {
    sqlite.close();
  }
}

/** The desk's list asked for without end while `work` goes on, by a thread of its own. */
async function asking(line: Line, work: () => Promise<unknown>): Promise<Asked> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { ...line.options, path: list, stop };
  const probe = new Worker(new URL('../probe.ts', import.meta.url), { workerData });
  const [[times]] = await Promise.all([
    once(probe, 'message') as Promise<[readonly number[]]>,
    work().finally(() => Atomics.store(stop, 0, 1)),
  ]);
  return {
    requests: times.length,
    medianMs: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    worstMs: Math.max(...times),
  };
}
