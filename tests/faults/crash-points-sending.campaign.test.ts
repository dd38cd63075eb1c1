/**
 * Every point before and after each durable call between an issued copy and the portal's confirmation: time-stamps, upload,
 * link, content and progress, by each way of sending. The line is away until the message waits, so that nothing is missed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { OfficeOptions } from '../peers/office/office.ts';
import { type Played, play } from '../peers/office/play.ts';
import { brokenAtPortal, sentOf } from '../peers/power-cut/crash-points.ts';
import { CutOffice } from '../peers/power-cut/cut-office.ts';
import { kindOfPoint } from '../peers/power-cut/durable-calls.ts';
import { type Finding, finding } from '../peers/power-cut/finding.ts';
import { unconfirmed } from '../peers/power-cut/invariants.ts';

interface SendingWay {
  readonly way: string;
  readonly options: OfficeOptions;
  /** Every point, or every so many first: what is written is the same on each way. */
  readonly step: number;
  /** How far messages have to have been when the station was killed. */
  readonly phases: readonly string[];
}

const ways: readonly SendingWay[] = [
  {
    way: 'lgsp, with time-stamps and links',
    step: 1,
    options: { timeStamps: true, links: true },
    phases: ['extension working', 'extension done', 'upload-copy sending', 'upload-copy sending at its address'],
  },
  {
    way: 'mapi',
    step: 3,
    options: { settings: { 'portal.connector': 'mapi' } },
    phases: ['upload-copy sending at its address'],
  },
  {
    way: 'dvcsync',
    step: 3,
    options: { settings: { 'portal.connector': 'dvcsync' } },
    phases: ['upload-copy sending'],
  },
];
/** Where the station has to have been killed in every way of sending. */
const everywhere = ['upload-copy confirmed', 'sync-dossier sending', 'sync-dossier confirmed', 'progress sending'];

/** Plays a dossier until its copy is issued, while the line is away. */
async function issued(cut: CutOffice): Promise<Played> {
  cut.office.line?.cut();
  return await play(cut.office, {
    requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
    title: 'Hợp đồng',
    paper: 'birth-certificate',
    chargeablePages: 1,
    screens: cut.screens,
    untilIssued: true,
  });
}

/** How far a dossier's messages were: what a dead station left. */
function phasesOf({ office }: CutOffice, { dossierId, originalId }: Played): string[] {
  const sqlite = new Database(join(office.state, 'tram.db'), { readonly: true });
  try {
    const rows = sqlite
      .prepare<[string], { kind: string; state: string; url: string | null }>(
        'SELECT kind, state, upload_url AS url FROM outbox WHERE dossier_id = ?',
      )
      .all(dossierId);
    const extension = sqlite
      .prepare<[string], { state: string }>('SELECT state FROM copy_extensions WHERE original_id = ?')
      .get(originalId);
    return [
      ...rows.map(({ kind, state, url }) => `${kind} ${state}${state === 'sending' && url ? ' at its address' : ''}`),
      ...(extension ? [`extension ${extension.state}`] : []),
    ];
  } finally {
    sqlite.close();
  }
}

async function confirmed(cut: CutOffice): Promise<void> {
  while (unconfirmed(cut.office.state).waiting > 0) {
    await cut.up();
    await sleep(20);
  }
}

/** The portal has the dossier once, with the copy as the station serves it now. */
async function brokenThere(cut: CutOffice, played: Played): Promise<Finding[]> {
  const path = `/api/originals/${played.originalId}/copy.pdf`;
  const { body: copy } = await cut.screens.creator.call({ method: 'GET', path });
  if (!isDvc(cut)) return await brokenAtPortal(cut, sentOf({ ...played, copy }));
  const { dvc } = cut.office.portal;
  const there = dvc.list().filter(({ code }) => code === played.dossierCode);
  const files = there.flatMap(({ results }) => results).map(({ IdGiayTo }) => dvc.file(IdGiayTo));
  const right = there.length === 1 && files.length === 1 && files[0]?.bytes.equals(copy);
  return right
    ? []
    : [finding('doubled', `${played.dossierCode} is ${there.length} times there, ${files.length} files`)];
}
const isDvc = (cut: CutOffice): boolean => cut.office.portal.dvc.list().length > 0;

describe.each(ways)('by $way', ({ options, step, phases: expected }) => {
  test('killed at every durable point on the way to the portal: one effect there, nothing stuck', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tram-crash-sending-'));
    const cut = await CutOffice.open(folder, { line: true, ...options });
    const points = new Set<string>();
    const phases = new Set<string>();
    const wanted = [...everywhere, ...expected];
    const seen = (): boolean => wanted.every((phase) => phases.has(phase));
    let [point, tried] = [1, 0];
    try {
      // At which of its calls a phase ends is not the same in every run: where only one in some is tried, those between
      // follow as long as a phase was missed.
      for (let first = 1; first <= step && !(first > 1 && point <= first && seen()); ) {
        const played = await issued(cut);
        const before = cut.calls.kills;
        // Asked while the station is dead.
        cut.cutNextStart = () => {
          for (const phase of phasesOf(cut, played)) phases.add(phase);
          return 0;
        };
        cut.calls.arm(point);
        cut.office.line?.heal();
        await confirmed(cut);
        await cut.up();
        const killed = cut.calls.kills > before;
        cut.calls.arm(0);
        if (killed) points.add(kindOfPoint(cut.calls.lastKill));
        if (points.size % 5 === 0) console.log(`point ${point}: ${cut.calls.lastKill}`);
        expect([...(await cut.brokenAtRest()), ...(await brokenThere(cut, played))], cut.calls.lastKill).toEqual([]);
        if (killed) tried += 1;
        else first += 1;
        point = killed ? point + step : first;
      }
      console.log(`${tried} points; ${[...phases].toSorted().join(', ')}`);
      console.log([...points].toSorted().join(' · '));
      expect([...phases]).toEqual(expect.arrayContaining(wanted));
    } finally {
      await cut.close();
      await rm(folder, { recursive: true, force: true });
    }
  }, 3_600_000);
});
