import type { CodingFigures } from './codings.ts';
import type { CopyFigures } from './copies.ts';
import type { GrowthFigures } from './growth.ts';
import type { Latency } from './latency.ts';
import type { LoadFigures } from './load.ts';
import type { LongCopyFigures } from './long-copy.ts';
import type { Machine } from './machine.ts';
import type { MemoryFigures } from './memory.ts';
import { throttle } from './screens/first-load.ts';
import type { ScreenFigures } from './screens.ts';
import type { StartFigures } from './start.ts';
import type { Throughput } from './throughput.ts';
import type { VerificationFigures } from './verification.ts';

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const mb = (value: number): string => `${value.toFixed(0)} MB`;
const ratio = (ours: number, peer: number): string => `${(ours / peer).toFixed(2)} ×`;

/** What the run was made on. */
export function machineReport({ processor, cores, memoryGb, kernel, disk, node, load }: Machine): readonly string[] {
  return [
    `${processor}, ${cores} cores, ${memoryGb} GB, Linux ${kernel}, ${disk}, node ${node}`,
    `load ${load.toFixed(1)} at the beginning. Times are this machine's and mean little; the ratios compare programs in one run.`,
  ];
}

/** Copies beside the peer. */
export function copiesReport(copies: readonly CopyFigures[], paceMs: number): readonly string[] {
  return [
    `Copies: A4, colour, 300 dpi, a sheet every ${paceMs} ms; medians. The peer is img2pdf and two runs of`,
    'pdfsig -add-signature on the same JPEGs, with an fsync of each file. Ours also makes PDF/A, attestation and',
    'appearances, encrypts, verifies each revision and enters it in the register. A scan is over when the SANE driver',
    'has asked for one more sheet: after a page it waits for half the time that the page took.',
    table(
      [
        'pages',
        'runs',
        'last page kept',
        'scan over',
        'composed',
        'PINs → signed twice',
        'peer: composed',
        'signed twice',
      ],
      copies.map((each) => [
        String(each.pages),
        String(each.runs),
        ms(each.keptMs),
        ms(each.overMs),
        ms(each.composeMs),
        ms(each.signMs),
        ms(each.peerComposeMs),
        ms(each.peerSignMs),
      ]),
    ),
    table(
      [
        'pages',
        'last page → kept, PINs → signed',
        'with the driver’s wait',
        'signing / peer',
        'composing and signing / peer',
      ],
      copies.map((each) => [
        String(each.pages),
        ms(each.keptMs + each.signMs),
        ms(each.overMs + each.signMs),
        ratio(each.signMs, each.peerSignMs),
        ratio(each.composeMs + each.signMs, each.peerComposeMs + each.peerSignMs),
      ]),
    ),
    ...copies
      .filter(({ pages }) => pages === 10)
      .map((each) => `Ten pages after the last page${aim(each.keptMs + each.signMs, 500, ms)}`),
  ];
}

export function throughputReport({ pages, seconds, pagesPerMinute }: Throughput): readonly string[] {
  return [
    `From a feeder without a pace: ${pages} pages in ${seconds.toFixed(1)} s, ${pagesPerMinute.toFixed(0)} a minute`,
  ];
}

/** The list beside other work. */
export function latencyReport(list: readonly Latency[]): readonly string[] {
  return [
    'The dossier list of 100 dossiers',
    table(
      ['while', 'requests', 'median', 'p99', 'worst'],
      list.map((each) => [each.phase, String(each.requests), ms(each.medianMs), ms(each.p99Ms), ms(each.worstMs)]),
    ),
    `p99 during scan and signing${aim(list[1]?.p99Ms ?? Number.NaN, 50, ms)}`,
  ];
}

/** Starts beside one of the peer. */
export function startReport({ readySeconds, runs, nothingSeconds }: StartFigures): readonly string[] {
  return [
    `Start: READY after ${readySeconds.toFixed(2)} s (${runs} starts), node -e 0 after ${nothingSeconds.toFixed(2)} s: ${ratio(readySeconds, nothingSeconds)}${aim(readySeconds, 1.5, (value) => `${value} s`)}`,
  ];
}

/** @param idle  what the first figure is called where there is an aim for it */
export function memoryReport(idle: string | null, memory: readonly MemoryFigures[]): readonly string[] {
  return [
    'Memory, resident',
    table(
      ['when', 'station', 'at most so far', 'its children'],
      memory.map((each) => [
        each.when,
        mb(each.stationMb),
        mb(each.stationPeakMb),
        each.children.map(({ command, residentMb }) => `${command} ${mb(residentMb)}`).join(', ') || '–',
      ]),
    ),
    ...(idle === null ? [] : [`${idle}${aim(memory[0]?.stationMb ?? Number.NaN, 150, mb)}`]),
  ];
}

/** Everything at once. */
export function loadReport(load: LoadFigures): readonly string[] {
  const s = (value: number): string => `${value.toFixed(0)} s`;
  return [
    `Everything at once: ${load.screens} screens with live events, a scan of ${load.scannedPages} pages from a feeder without a pace, ${load.pile} originals`,
    `signed and sealed in one run each, ${load.waiting} copies waiting for a portal that comes back.`,
    `  all done after ${s(load.seconds)}: signed in ${s(load.signSeconds)}, sealed in ${s(load.sealSeconds)}, scanned after ${s(load.scanSeconds)}, outbox empty after ${s(load.drainedSeconds)}, refused by the portal ${load.rejected}`,
    `  what the screens asked: ${load.requests} requests, median ${ms(load.medianMs)}, p99 ${ms(load.p99Ms)}, worst ${ms(load.worstMs)}${aim(load.p99Ms, 50, ms)}; ${load.events} live events; refused ${load.refused.length}${load.refused.length > 0 ? ` (${load.refused[0]})` : ''}`,
    `  memory at most: station ${mb(load.stationPeakMb)}, its children ${mb(load.childrenPeakMb)}${aim(load.stationPeakMb, 600, mb)}`,
  ];
}

/** Copies a second: the peer's start is taken off its time, since ours has none. */
export function verificationReport(figures: readonly VerificationFigures[]): readonly string[] {
  return [
    'Verification of a copy signed twice, in our process, beside pdfsig -nocert without its start; medians. Ours also',
    'accounts for every byte, knows who must have signed, and makes each increment’s objects again.',
    table(
      ['pages', 'file', 'ours', 'copies a second', 'pdfsig', 'its start', 'ours / pdfsig'],
      figures.map(({ pages, fileMb, oursMs, peerMs, peerStartMs }) => [
        String(pages),
        `${fileMb.toFixed(1)} MB`,
        ms(oursMs),
        (1000 / oursMs).toFixed(0),
        ms(peerMs - peerStartMs),
        ms(peerStartMs),
        ratio(oursMs, peerMs - peerStartMs),
      ]),
    ),
  ];
}

/** Bytes a page and what they show, then how a copy grows. */
export function codingReport({
  codings,
  growth,
}: {
  readonly codings: readonly CodingFigures[];
  readonly growth: readonly GrowthFigures[];
}): readonly string[] {
  const longest = growth.filter(({ pages }) => pages === Math.max(...growth.map((each) => each.pages)));
  return [
    'Coding of a page at 300 dpi, compared with what the scanner gave: ink that agrees to a pixel, SSIM of the worst square',
    'centimetre and of the whole page at 150 dpi; medians. Compact falls back to standard where it does not prove itself.',
    table(
      ['paper', 'coding', 'fell back', 'KiB a page', 'ink', 'worst SSIM', 'SSIM', 'time'],
      codings.map(({ paper, coding, pages, fellBack, kib, fidelity, ms: took }) => [
        paper,
        coding,
        coding === 'compact' ? `${fellBack} of ${pages}` : '',
        kib.toFixed(0),
        fidelity.text.toFixed(4),
        fidelity.similarity.toFixed(3),
        fidelity.meanSimilarity.toFixed(3),
        ms(took),
      ]),
    ),
    'Composing alone, in a process of its own',
    table(
      ['pages', 'coding', 'file', 'composed', 'peak memory'],
      growth.map((each) => [
        String(each.pages),
        each.coding,
        `${each.fileMb.toFixed(1)} MB`,
        ms(each.composeMs),
        mb(each.peakMb),
      ]),
    ),
    ...longest.map((each) => `${each.pages} pages, ${each.coding}${aim(each.peakMb, 300, mb)}`),
  ];
}

/** One long copy through the whole station. */
export function longCopyReport({ pages, steps }: LongCopyFigures): readonly string[] {
  return [
    `One original of ${pages} pages, from a feeder without a pace, with all threads of the station`,
    table(
      ['step', 'time', 'station at most', 'its children'],
      steps.map(({ step, seconds, stationPeakMb, childrenPeakMb }) => [
        step,
        `${seconds.toFixed(1)} s`,
        mb(stationPeakMb),
        mb(childrenPeakMb),
      ]),
    ),
  ];
}

/** The screens in a real browser. */
export function screensReport({ browser, views, thumbnail, lamp, many, kiosk }: ScreenFigures): readonly string[] {
  const { processor, bitsPerSecond } = throttle;
  return [
    `The screens in Chromium ${browser}, on this machine too. First loads with an empty cache, the processor ${processor} × slower,`,
    `${bitsPerSecond / 1e6} Mbit/s; medians.`,
    table(
      ['view', 'transferred', 'requests', 'usable after'],
      views.map((each) => [
        each.view,
        `${(each.transferred / 1024).toFixed(0)} KB`,
        String(each.requests),
        ms(each.usableMs),
      ]),
    ),
    `A page's last byte → its thumbnail: ${ms(thumbnail.medianMs)}, at worst ${ms(thumbnail.worstMs)} of ${thumbnail.times}${aim(thumbnail.medianMs, 300, ms)}`,
    `A token noticed → the lamp's word: ${ms(lamp.medianMs)}, at worst ${ms(lamp.worstMs)} of ${lamp.times}${aim(lamp.worstMs, 1_000, ms)}`,
    `While ${many.list.phase}, pages are scanned and copies signed: the list's p99 ${ms(many.list.p99Ms)} of ${many.list.requests}${aim(many.list.p99Ms, 50, ms)}; what the screens asked for themselves, ${ms(many.own.p99Ms)} of ${many.own.requests}`,
    `A visitors' screen over ${kiosk.hours} hours with ${kiosk.visitors} visitors: heap ${kiosk.before.heapMb.toFixed(2)} → ${kiosk.after.heapMb.toFixed(2)} MB, nodes ${kiosk.before.nodes} → ${kiosk.after.nodes}, listeners ${kiosk.before.listeners} → ${kiosk.after.listeners}`,
  ];
}

function aim(value: number, most: number, unit: (value: number) => string): string {
  return ` (aim: at most ${unit(most)}, ${value <= most ? 'met' : 'missed'})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ')}`;
  return [head, ...rows].map(line).join('\n');
}
