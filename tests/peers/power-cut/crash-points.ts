/** An image, one dossier from the desk to the portal, and a backup, with the station killed once in each act. */
import { createHash, randomUUID } from 'node:crypto';
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

/** Says where the acts of a round are cut, and hears where they were. */
export interface Cutter {
  /**
   * At which of its points the act that begins now is cut; 0: at none.
   *
   * @param again  a kill has cut it in this round before
   */
  point(act: CutAct, again: boolean): number;
  /** The station was killed in it, at the point that was asked for. */
  killed(act: CutAct, point: string): void;
  /** It came to its end before that point. */
  passed?(act: CutAct, again: boolean): void;
}

/** Cuts each act once, at the point given. */
export class CutOnce implements Cutter {
  /** Where each act was cut; one with fewer points than asked for was not. */
  readonly killedIn = new Map<CutAct, string>();
  readonly #points: Readonly<Partial<Record<CutAct, number>>>;

  constructor(points: Readonly<Partial<Record<CutAct, number>>>) {
    this.#points = points;
  }

  point(act: CutAct, again: boolean): number {
    return again ? 0 : (this.#points[act] ?? 0);
  }

  killed(act: CutAct, point: string): void {
    this.killedIn.set(act, point);
  }
}

/** Cuts every act at each of its points in turn, each time that it is begun, until it ends before the next one. */
export class CutEverywhere implements Cutter {
  readonly names = new Map<CutAct, Set<string>>();
  readonly #next = new Map<CutAct, number>();
  readonly #over = new Set<CutAct>();
  kills = 0;

  /** @param from  the first point of each act */
  constructor(acts: readonly CutAct[], from = 1) {
    for (const act of acts) this.#next.set(act, from);
  }

  /** Whether every act has been cut at all of its points. */
  get done(): boolean {
    return [...this.#next.keys()].every((act) => this.#over.has(act));
  }

  /** The point of each act that has further ones. */
  get ahead(): string {
    return [...this.#next]
      .filter(([act]) => !this.#over.has(act))
      .map(([act, point]) => `${act} ${point}`)
      .join(', ');
  }

  point(act: CutAct): number {
    return this.#over.has(act) ? 0 : (this.#next.get(act) ?? 0);
  }

  killed(act: CutAct, point: string): void {
    this.kills += 1;
    this.#next.set(act, (this.#next.get(act) ?? 0) + 1);
    const names = this.names.get(act) ?? new Set();
    this.names.set(act, names.add(point));
  }

  /** Done anew, an act may have less to write than from the beginning: that says nothing of its further points. */
  passed(act: CutAct, again: boolean): void {
    if (!again) this.#over.add(act);
  }
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

/** How long a dossier may take after the last kill, milliseconds. */
const restMs = 300_000;

/**
 * Plays a new image of the seal, one dossier and one backup, cut as told; the people go on as soon as the station is back.
 * Answers what did not hold at the end.
 */
export async function playRound(
  cut: CutOffice,
  technician: Screen,
  cutter: Cutter,
  byHand = false,
): Promise<readonly Finding[]> {
  const cutInRound = new Set<CutAct>();
  let counted = cut.calls.kills;
  let lastKillAt = performance.now();
  /** What is under way, and whether it waits for its kill; a start comes between. */
  let now: { act: CutAct; armed: boolean; again: boolean } | null = null;
  let starting: { armed: boolean; again: boolean } | null = null;
  const arm = (act: CutAct): { armed: boolean; again: boolean } => {
    const again = cutInRound.has(act);
    const point = cutter.point(act, again);
    cut.calls.arm(point);
    return { armed: point > 0, again };
  };
  const killed = (act: CutAct): void => {
    counted = cut.calls.kills;
    lastKillAt = performance.now();
    cutInRound.add(act);
    cutter.killed(act, kindOfPoint(cut.calls.lastKill));
  };
  /** Whether the act under way was cut since the last look. */
  const settle = (): boolean => {
    if (starting?.armed) cutter.passed?.('start', starting.again);
    starting = null;
    if (cut.calls.kills === counted) return false;
    if (now) killed(now.act);
    if (now) now.armed = false;
    return true;
  };
  const begin = (act: CutAct): void => {
    const wasCut = settle();
    if (now?.act === act && !wasCut && now.armed) return;
    if (now && now.act !== act && now.armed) cutter.passed?.(now.act, now.again);
    now = { act, ...arm(act) };
  };
  cut.cutNextStart = () => {
    if (starting && cut.calls.kills !== counted) killed('start');
    else settle();
    const again = cutInRound.has('start');
    const point = cutter.point('start', again);
    starting = { armed: point > 0, again };
    return point;
  };
  cut.onAgain = () => {
    if (now) begin(now.act);
  };
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
    deadline: () => lastKillAt + restMs,
    byHand,
  });
  await backUp(technician, () => begin('backup'));
  settle();
  const last = now as { act: CutAct; armed: boolean; again: boolean } | null;
  if (last?.armed) cutter.passed?.(last.act, last.again);
  cut.calls.arm(0);
  cut.cutNextStart = () => 0;
  cut.onAgain = () => {};
  await cut.up();
  return [...(await cut.brokenAtRest()), ...(byHand ? [] : await brokenAtPortal(cut, sentOf(played)))];
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
async function backUp(technician: Screen, onBegin: () => void): Promise<void> {
  for (;;) {
    try {
      onBegin();
      const { backupId } = await technician.json<{ backupId: string }>('POST', '/api/backups');
      const done = await backupEnd(technician, backupId);
      if (done?.verifiedAt) return;
      if (done?.failureCode !== 'BACKUP-INTERRUPTED') throw new Error(`the backup failed: ${done?.failureCode}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A round with all its kills can last longer than a session may stand idle.
      if (error.code === 'WEB-SESSION-MISSING') {
        await technician.signIn(people.admin.username, people.admin.password);
        continue;
      }
      // Begun by the request whose answer the kill took.
      if (error.code !== 'BACKUP-RUNNING') throw error;
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
export async function brokenAtPortal(
  cut: CutOffice,
  { dossierCode: code, copySha256 }: { readonly dossierCode: string; readonly copySha256: string },
): Promise<Finding[]> {
  const { portal, gateway, links } = cut.office;
  const kept = portal.listReceived().filter((one) => one.code === code);
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
  const copy = await (links ?? gateway).fetchCopy(results[0]?.DuongDanTepTinKetQua ?? 'http://none/none');
  if (copy === null || sha256Of(copy) !== copySha256)
    found.push(finding('broken', `${code} has another copy at the portal`));
  return found;
}

/** What `brokenAtPortal` has to know of a play. */
export function sentOf({ dossierCode, copy }: Played): { readonly dossierCode: string; readonly copySha256: string } {
  return { dossierCode, copySha256: sha256Of(copy) };
}

function sha256Of(copy: Buffer): string {
  return createHash('sha256').update(copy).digest('hex');
}
