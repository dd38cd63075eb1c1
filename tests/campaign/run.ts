import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../peers/office/client.ts';
import { play } from '../peers/office/play.ts';
import { brokenAtPortal } from '../peers/power-cut/crash-points.ts';
import { CutOffice } from '../peers/power-cut/cut-office.ts';
import { type Chance, chanceOf } from '../peers/power-cut/disk.ts';
import { type Finding, finding } from '../peers/power-cut/finding.ts';
import { unconfirmed } from '../peers/power-cut/invariants.ts';
import { readyOf, tellStart } from '../peers/power-cut/start.ts';
import { drained, notDelivered, type Sent, sentOf, setAside } from './drained.ts';
import { FlickeringHours, type Told } from './hours.ts';

/** How the line to the portal and the gateway is. */
export const links = ['flickering', 'steady'] as const;
export type Link = (typeof links)[number];

export function isLink(name: string): name is Link {
  return (links as readonly string[]).includes(name);
}

export interface CampaignPlan {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly link: Link;
  readonly tell: (line: string) => void;
}

export interface CampaignResult {
  readonly seed: number;
  readonly link: Link;
  /** What the hours of a flickering line brought. */
  readonly line: Told | null;
  /** Kills that took place; some of them cut a start. */
  readonly kills: number;
  readonly dossiers: number;
  /** Dossiers that the station shows as delivered, with the portal's receipt. */
  readonly confirmed: number;
  readonly doubled: number;
  readonly lost: number;
  readonly stuck: number;
  /** Anything else that must never be: numbers, journal, copies, files. */
  readonly broken: number;
  /** Seconds from the start of the process until READY, after the kills, and the slowest one in its steps. */
  readonly ready: { readonly median: number; readonly most: number; readonly slowest: string };
  /** Starts after which what the kill had cut was watched for five seconds; the others were killed again before. */
  readonly watchedStarts: number;
  readonly findings: readonly Finding[];
  /** The whole run, and of it the time after the last kill until all was confirmed and looked at. */
  readonly seconds: number;
  readonly drainSeconds: number;
  readonly dossiersPerMinute: number;
}

/** Dossiers that are on their way at the same time. */
const desks = 3;
/**
 * A durable call within the next so many, or a moment within so many milliseconds; on a machine that is slow now, within as
 * many starts, so that its people come forward between two kills as they would on a quick one.
 */
const spread = { points: 120, ms: 1_500, starts: 1.25 };
/** How long a dossier may take to its issue, and how long nothing may be confirmed, once nobody kills any more; milliseconds. */
const restMs = 300_000;

/** Runs the office until the kills are done, waits until all is confirmed, and looks at everything. */
export async function runCampaign({ folder, kills, seed, link, tell }: CampaignPlan): Promise<CampaignResult> {
  const begun = performance.now();
  const chance = chanceOf(seed);
  const cut = await CutOffice.open(folder, { line: true, links: true });
  const { line } = cut.office;
  // Its own chance: the hours do not depend on how the kills go.
  const hours = link === 'flickering' && line ? new FlickeringHours(line, chanceOf(seed + 1)) : null;
  const sent: Sent[] = [];
  const findings: Finding[] = [];
  let opened = 0;
  let over = false;
  let confirmed = 0;
  let quietFrom = Number.POSITIVE_INFINITY;
  // A start can be cut too, in a tenth of the cases.
  cut.cutNextStart = () => (!over && chance() < 0.1 ? 1 + Math.floor(chance() * 20) : 0);
  const scanner = turns();
  const desk = async (): Promise<void> => {
    while (!over && findings.length === 0) {
      opened += 1;
      const title = `Hợp đồng ${opened}`;
      try {
        const played = await play(cut.office, {
          requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
          title,
          paper: 'notarised-contract',
          chargeablePages: 3,
          arrange: true,
          screens: cut.screens,
          atScanner: scanner,
          // As in an office without a line: the next one is begun, the copy goes when it can.
          untilIssued: true,
          deadline: () => quietFrom + restMs,
        });
        sent.push(sentOf(played));
      } catch (error) {
        findings.push(finding('stuck', `${title} did not come to its end: ${whyOf(error)}`));
      }
    }
  };
  const pause = async (): Promise<void> => {
    const start = (cut.starts.at(-1)?.seconds ?? 0) * 1000;
    await sleep(chance() * Math.max(spread.ms, spread.starts * start));
  };
  const killer = async (): Promise<void> => {
    while (cut.kills.length < kills && findings.length === 0) {
      await cut.up();
      misbehave(cut, chance);
      if (chance() < 0.7) cut.calls.arm(1 + Math.floor(chance() * spread.points));
      const before = cut.kills.length;
      const until = performance.now() + 20 * spread.ms;
      await pause();
      if (cut.calls.armed === 0 && cut.kills.length === before) await cut.kill('at any moment');
      while (cut.kills.length === before && performance.now() < until) await sleep(20);
      await cut.up();
      const start = cut.starts.at(-1);
      if (start && cut.kills.length > before) {
        const { waiting } = unconfirmed(cut.office.state);
        tell(
          `kill ${cut.kills.length}, ${cut.kills.at(-1)}: ${tellStart(start)}; ${sent.length} issued, ${waiting} messages wait`,
        );
      }
      findings.push(...(await cut.broken('busy')), ...setAside(cut));
      await pause();
    }
    over = true;
    quietFrom = performance.now();
    cut.calls.arm(0);
    heal(cut);
  };
  try {
    await Promise.all([killer(), ...Array.from({ length: desks }, desk)]);
    await cut.up();
    if (findings.length === 0) findings.push(...(await drained(cut, restMs, tell)));
    hours?.end();
    findings.push(...(await cut.brokenAtRest()));
    for (const one of sent) {
      const late = await notDelivered(cut, one);
      if (late.length === 0) confirmed += 1;
      findings.push(...late, ...(await brokenAtPortal(cut, one)));
    }
    const codes = cut.office.portal.listReceived().length;
    if (codes > opened) findings.push(finding('doubled', `the portal has ${codes} dossiers, ${opened} were opened`));
  } finally {
    over = true;
    hours?.end();
    await cut.close();
  }
  const unique = [...new Map(findings.map((one) => [`${one.kind} ${one.what}`, one])).values()];
  const count = (kind: Finding['kind']): number => unique.filter((one) => one.kind === kind).length;
  const slowest = cut.starts.toSorted((a, b) => b.seconds - a.seconds)[0];
  const ended = performance.now();
  return {
    seed,
    link,
    line: hours?.told ?? null,
    kills: cut.kills.length,
    dossiers: opened,
    confirmed,
    doubled: count('doubled'),
    lost: count('lost'),
    stuck: count('stuck'),
    broken: count('broken'),
    ready: { ...readyOf(cut.starts), slowest: slowest ? tellStart(slowest) : '' },
    watchedStarts: cut.judgedStarts,
    findings: unique,
    seconds: Math.round((ended - begun) / 1000),
    drainSeconds: Math.round((ended - quietFrom) / 1000),
    dossiersPerMinute: Math.round((6_000_000 * sent.length) / (quietFrom - begun)) / 100,
  };
}

/** Now and then the far side answers half, twice, not at all or with an error; what it did not come to do is forgotten. */
function misbehave(cut: CutOffice, chance: Chance): void {
  const { office } = cut;
  heal(cut);
  const portal = ['half', 'dropped', 'twice', 'down'] as const;
  const kind = portal[Math.floor(chance() * 2 * portal.length)];
  if (kind) office.portal.misbehave({ kind, times: 1, service: 'DongBoHoSoMC' });
  if (chance() < 0.3)
    office.gateway.misbehave({ kind: 'cut-after', bytes: 1 + Math.floor(chance() * 60_000), times: 1 });
  if (chance() < 0.1) office.gateway.misbehave({ kind: 'status', status: 503, times: 1 });
}

function heal({ office }: CutOffice): void {
  office.portal.heal();
  office.gateway.heal();
}

function whyOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** One after the other. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return await mine;
  };
}
