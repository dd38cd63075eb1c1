/**
 * The way of a dossier by stick is killed at each of its durable calls, on both stations and on the stick: composing,
 * writing out, taking in, sending for a guest, writing receipts, taking them in, wiping. Carried on, it comes to one end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../src/common/result.ts';
import { fingerprintOf } from '../../src/portal/bundles/card.ts';
import { prepareStick } from '../../src/portal/bundles/stick.ts';
import { Outbox } from '../../src/portal/index.ts';
import { Journal } from '../../src/store/audit/journal.ts';
import { drizzle, eq } from '../../src/store/drizzle.ts';
import { insertKnownStation, type KnownStation } from '../../src/store/repositories/bundles.ts';
import { writeSetting } from '../../src/store/repositories/settings.ts';
import * as schema from '../../src/store/schema/index.ts';
import { ownCard } from '../../src/workflow/bundles/stations.ts';
import { startGatewayPeer } from '../peers/document-gateway/index.ts';
import { startPortalPeer } from '../peers/portal/index.ts';
import { carryAll, openSide, type Side } from '../peers/power-cut/by-stick.ts';
import { DurableCalls, kindOfPoint } from '../peers/power-cut/durable-calls.ts';
import { signWith, submitted, WorkflowBench } from '../peers/workflow/workflow-office.ts';

const program = fileURLToPath(new URL('../peers/power-cut/by-stick-program.ts', import.meta.url));
/** The first point, and how far apart they are: every one, unless somebody has less time. */
const [from, step] = (process.env['STICK_POINTS'] ?? '1,1').split(',').map(Number) as [number, number];

let bench: WorkflowBench;
let calls: DurableCalls;
let template: string;
let watched: string;
let dossierId: string;
let originalId: string;
let copySha256: string;

const clock = { now: Date.now, monotonic: () => performance.now() };

/** Both stations know each other, as after their cards were compared. */
async function introduce(to: Side, other: Side, part: KnownStation['part']): Promise<void> {
  const card = ownCard(other.office, await other.exchange.identity());
  const confirmed = { fingerprint: fingerprintOf(card), confirmedBy: to.creator.id, confirmedAt: 1 };
  to.office.store.write((tx) => insertKnownStation(tx, { id: crypto.randomUUID(), part, ...card, ...confirmed }));
}

beforeAll(async () => {
  bench = await WorkflowBench.create();
  const state = await bench.newState();
  const other = await bench.newState();
  watched = join(bench.folder, 'office');
  mkdirSync(watched);
  const station = await bench.open(state);
  const outbox = new Outbox(clock);
  Object.assign(station.office.outbox, {
    enqueueUpload: (tx, id, original, documentId) =>
      void outbox.uploadCopy(tx, id, { originalId: original, documentId }),
    enqueueSync: (tx, id) => void outbox.syncDossier(tx, id),
    enqueueProgress: (tx, id, entries) => void outbox.progress(tx, id, entries.map(String)),
  } satisfies Partial<typeof station.office.outbox>);
  const { store } = station.office;
  store.write((tx) => writeSetting(tx, 'office.code', 'H99.15', 1, null));
  ({ dossierId, originalId } = await submitted(station));
  const { dossiers, documents, originals } = schema;
  store.write((tx) =>
    tx.update(dossiers).set({ requesterIdentity: '099190000001' }).where(eq(dossiers.id, dossierId)).run(),
  );
  unwrap(await signWith(station, 'sign', [originalId]));
  unwrap(await signWith(station, 'seal', [originalId]));
  const copyId = store.db.select().from(originals).where(eq(originals.id, originalId)).get()?.copyDocumentId ?? '';
  copySha256 = store.db.select().from(documents).where(eq(documents.id, copyId)).get()?.sha256 ?? '';
  await station.close();
  template = join(bench.folder, 'by-stick');
  mkdirSync(join(template, 'usb'), { recursive: true });
  cpSync(state, join(template, 'origin'), { recursive: true });
  cpSync(other, join(template, 'sender'), { recursive: true });
  unwrap(await prepareStick(join(template, 'usb')));
  const [origin, sender] = [
    await openSide(join(template, 'origin'), 'carried'),
    await openSide(join(template, 'sender'), 'automatic'),
  ];
  for (const { office } of [origin, sender]) {
    office.store.write((tx) => writeSetting(tx, 'hand-over.folder', join(watched, 'run', 'usb'), 1, null));
  }
  await introduce(origin, sender, 'sender');
  await introduce(sender, origin, 'origin');
  await origin.close();
  await sender.close();
  calls = await DurableCalls.over(watched, join(bench.folder, 'calls'));
}, 240_000);

afterAll(async () => {
  calls.close();
  await bench.remove();
});

function rows<T>(state: string, query: string): T[] {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true });
  try {
    return sqlite.prepare<[], T>(query).all();
  } finally {
    sqlite.close();
  }
}

function journalBreaksAt(state: string): unknown {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true });
  try {
    return new Journal(clock).verify(drizzle(sqlite, { schema }));
  } finally {
    sqlite.close();
  }
}

const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** Plays the whole way once, killed at `point` (0: nowhere), then carried on. Answers whether the kill came. */
async function played(point: number): Promise<boolean> {
  const run = join(watched, 'run');
  rmSync(run, { recursive: true, force: true });
  cpSync(template, run, { recursive: true });
  const portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  const gateway = await startGatewayPeer();
  try {
    calls.arm(point);
    const env = { ...process.env, ...calls.environment };
    const words = [program, run, portal.baseUrl, gateway.endpoint];
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    calls.arm(0);
    if (signal === null) expect(said).toBe('');
    else {
      await carryAll(run, { portal: portal.baseUrl, gateway: gateway.endpoint }).catch((cause: unknown) => {
        throw new Error(`not carried on after point ${point}: ${calls.lastKill}`, { cause });
      });
      // What a cut of the very last wiping has left, without its name, goes with the next thing that is written.
      unwrap(await prepareStick(join(run, 'usb')));
    }

    const [origin, sender] = [join(run, 'origin'), join(run, 'sender')];
    const left = {
      outbox: rows(origin, "SELECT kind, state FROM outbox WHERE state <> 'confirmed'"),
      original: rows(origin, `SELECT state FROM originals WHERE id = '${originalId}'`),
      open: rows(origin, 'SELECT name FROM bundles WHERE settled_at IS NULL OR made_at IS NULL'),
      guests: rows(sender, "SELECT state FROM guest_messages WHERE state <> 'confirmed'"),
      kept: rows(sender, 'SELECT id FROM guest_bundles WHERE emptied_at IS NULL'),
      files: [join(origin, 'bundles'), join(sender, 'bundles'), join(sender, 'guests')].flatMap(filesIn),
      stick: filesIn(join(run, 'usb')),
      journals: [origin, sender].map(journalBreaksAt),
    };
    expect(left, calls.lastKill).toEqual({
      ...{ outbox: [], original: [{ state: 'delivered' }], open: [], guests: [], kept: [], files: [] },
      ...{ stick: ['tram-usb.json'], journals: [null, null] },
    });
    const there = portal.listReceived();
    expect(
      there.map(({ adds, content }) => [adds, content.TrangThaiHoSo, content.DanhSachGiayToKetQua.length]),
      calls.lastKill,
    ).toEqual([[1, '10', 1]]);
    const copy = await gateway.fetchCopy(there[0]?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '');
    const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(copy ?? []));
    expect(Buffer.from(hash).toString('hex'), calls.lastKill).toBe(copySha256);
    return signal !== null;
  } finally {
    await portal.close();
    await gateway.close();
  }
}

test('wherever it is killed, the dossier is at the portal once with its copy, and nothing is left behind', async () => {
  const before = calls.passed;
  expect(await played(0)).toBe(false);
  const points = calls.passed - before;
  expect(points).toBeGreaterThan(100);
  const names = new Set<string>();
  for (let point = from; point <= points; point += step) {
    // Jobs run beside the acts: how many calls there are differs a little from run to run.
    if (await played(point)) names.add(kindOfPoint(calls.lastKill));
    if (point % 20 === 0) console.log(`${point} of ${points}: ${calls.lastKill}`);
  }
  console.log(`${points} points of the way by stick, ${names.size} kinds: ${[...names].toSorted().join(' · ')}`);
  expect(names.size).toBeGreaterThan(step === 1 ? 30 : 0);
}, 7_200_000);
