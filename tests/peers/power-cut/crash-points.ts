/** An image, one dossier from the desk to the portal, and a backup, with the station killed once in each act. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { civilDate } from '../../../src/common/vietnam-time.ts';
import type { BackupsAnswer } from '../../../src/web/contract/index.ts';
import { sealPng } from '../images/signature-and-seal.ts';
import { Refused, type Screen } from '../office/client.ts';
import { agency, people } from '../office/people.ts';
import { type Act, type Played, play } from '../office/play.ts';
import { CutOffice } from './cut-office.ts';
import { kindOfPoint } from './durable-calls.ts';
import { type Finding, finding } from './finding.ts';

/** The acts with durable points, in their order; `start` is the first start after the first kill. */
export const cutActs = [
  'image',
  'reception',
  'scan',
  'arrangement',
  'comparison',
  'submission',
  'signature',
  'seal',
  'delivery',
  'backup',
  'start',
] as const satisfies readonly (Act | 'image' | 'backup' | 'start')[];
/** What is done instead of `delivery` where an officer puts the copy on the portal. */
export const handActs = ['taking', 'proof'] as const satisfies readonly Act[];
export type CutAct = (typeof cutActs)[number] | (typeof handActs)[number];

/** At which of its points an act is cut. */
export type Cuts = Readonly<Partial<Record<CutAct, number>>>;

export interface Round {
  /** What did not hold at the end. */
  readonly broken: readonly Finding[];
  /** Where each act was cut; one with fewer points than asked for was not. */
  readonly killedIn: ReadonlyMap<CutAct, string>;
}

/**
 * An office with a place for backups, and the screen of its technician, who is its unit admin too.
 *
 * @param byHand  its officers put the copies on the portal
 */
export async function openCutOffice(folder: string, byHand = false): Promise<{ cut: CutOffice; technician: Screen }> {
  const place = `${folder}/backup`;
  await mkdir(place, { recursive: true });
  const settings = { 'backup.folder': place, ...(byHand ? { 'portal.connector': 'manual' } : {}) };
  const cut = await CutOffice.open(folder, { settings });
  const technician = cut.screen();
  await technician.signIn(people.admin.username, people.admin.password);
  await technician.json('POST', '/api/backups/place');
  return { cut, technician };
}

/**
 * Plays a new image of the seal, one dossier and one backup, cut as told; the people go on as soon as the station is back.
 */
export async function playRound(cut: CutOffice, technician: Screen, cuts: Cuts, byHand = false): Promise<Round> {
  const killedIn = new Map<CutAct, string>();
  const begun = new Set<CutAct>();
  let now: CutAct = 'image';
  const begin = (act: CutAct): void => {
    settle();
    now = act;
    cut.calls.arm(begun.has(act) ? 0 : (cuts[act] ?? 0));
    begun.add(act);
  };
  let counted = cut.calls.kills;
  const settle = (): void => {
    if (cut.calls.kills === counted) return;
    counted = cut.calls.kills;
    if (!killedIn.has(now)) killedIn.set(now, kindOfPoint(cut.calls.lastKill));
  };
  cut.cutNextStart = () => {
    settle();
    if (begun.has('start')) return 0;
    begun.add('start');
    return cuts.start ?? 0;
  };
  const killsBefore = cut.kills.length;
  begin('image');
  await addSealImage(technician);
  const played = await play(cut.office, {
    requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
    title: 'Hợp đồng',
    paper: 'notarised-contract',
    chargeablePages: 3,
    arrange: true,
    screens: cut.screens,
    onAct: begin,
    byHand,
  });
  begin('backup');
  await backUp(technician);
  settle();
  cut.calls.arm(0);
  await cut.up();
  const start = cut.kills.slice(killsBefore).find((kill) => kill.startsWith('start: '));
  if (start) killedIn.set('start', kindOfPoint(start.slice('start: '.length)));
  const atPortal = byHand ? [] : await brokenAtPortal(cut, played);
  return { broken: [...(await cut.brokenAtRest()), ...atPortal], killedIn };
}

/** A new image of the seal, in force from today on. */
export async function addSealImage(admin: Screen): Promise<void> {
  const validFrom = civilDate(Date.now());
  const facts = new URLSearchParams({ kind: 'seal', widthMm: '36', heightMm: '36', validFrom });
  const id = randomUUID();
  await admin.call({
    method: 'PUT',
    path: `/api/office-images/${id}?${facts.toString()}`,
    raw: Buffer.from(await sealPng(agency.seal)),
    headers: { 'content-type': 'image/png' },
  });
}

/** One verified backup; one that was cut is begun anew. */
async function backUp(technician: Screen): Promise<void> {
  for (;;) {
    try {
      const { backupId } = await technician.json<{ backupId: string }>('POST', '/api/backups');
      const done = await backupEnd(technician, backupId);
      if (done?.verifiedAt) return;
      if (done?.failureCode !== 'BACKUP-INTERRUPTED') throw new Error(`the backup failed: ${done?.failureCode}`);
    } catch (error) {
      // Begun by the request whose answer the kill took.
      if (!(error instanceof Refused) || error.code !== 'BACKUP-RUNNING') throw error;
      await sleep(50);
    }
  }
}

async function backupEnd(technician: Screen, id: string): Promise<BackupsAnswer['backups'][number] | undefined> {
  for (;;) {
    const { backups } = await technician.json<BackupsAnswer>('GET', '/api/backups');
    const found = backups.find((backup) => backup.id === id);
    if (found?.endedAt !== null) return found;
    await sleep(50);
  }
}

/** The portal has the dossier once, with one result: the very bytes that the station serves. */
export async function brokenAtPortal(cut: CutOffice, played: Played): Promise<Finding[]> {
  const { dossierCode: code } = played;
  const kept = cut.office.portal.listReceived().filter((one) => one.code === code);
  const results = kept.flatMap(({ content }) => content.DanhSachGiayToKetQua ?? []);
  const adds = kept[0]?.adds ?? 0;
  const found: Finding[] = [];
  if (kept.length === 0) found.push(finding('lost', `${code} is not at the portal`));
  if (kept.length > 1 || adds > 1) {
    found.push(finding('doubled', `${code} is ${kept.length} times at the portal, added ${adds} times`));
  }
  if (results.length !== 1) {
    found.push(finding(results.length > 1 ? 'doubled' : 'lost', `${code} has ${results.length} results at the portal`));
  }
  const copy = await cut.office.gateway.fetchCopy(results[0]?.DuongDanTepTinKetQua ?? 'http://none/none');
  if (!copy?.equals(played.copy)) found.push(finding('broken', `${code} has another copy at the portal`));
  return found;
}
