import { writeFileSync } from 'node:fs';
import type { Desk } from './desk.ts';
import { childrenOf, memoryOf } from './machine.ts';

/** One long original through the whole station: seconds of each step, and the most memory of station and children in it. */
export interface LongCopyFigures {
  readonly pages: number;
  readonly steps: readonly LongStep[];
}

export interface LongStep {
  readonly step: 'scanned' | 'signed' | 'sealed';
  readonly seconds: number;
  readonly stationPeakMb: number;
  readonly childrenPeakMb: number;
}

/** Scans `pages` pages from a feeder without a pace, then signs and seals them; each step's peak is its own. */
export async function measureLongCopy(desk: Desk, pages: number, pid: number): Promise<LongCopyFigures> {
  const originalId = await desk.receive('Giàng Seo Phử');
  const scanned = await peakOf('scanned', pid, async () => {
    await desk.scan(originalId, pages, 0);
  });
  await desk.submit(originalId);
  const signed = await peakOf('signed', pid, () => desk.attempt('signing', [originalId]));
  const sealed = await peakOf('sealed', pid, () => desk.attempt('sealing', [originalId]));
  return { pages, steps: [scanned, signed, sealed] };
}

async function peakOf(step: LongStep['step'], pid: number, work: () => Promise<unknown>): Promise<LongStep> {
  // The kernel's high-water mark begins anew.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  let childrenPeakMb = 0;
  const timer = setInterval(() => {
    const all = childrenOf(pid).map((child) => residentOf(child.pid));
    childrenPeakMb = Math.max(
      childrenPeakMb,
      all.reduce((sum, mb) => sum + mb, 0),
    );
  }, 250);
  const begun = performance.now();
  try {
    await work();
    const seconds = (performance.now() - begun) / 1000;
    return { step, seconds, stationPeakMb: memoryOf(pid).peakMb, childrenPeakMb };
  } finally {
    clearInterval(timer);
  }
}

/** Zero for a child that has just gone. */
function residentOf(pid: number): number {
  try {
    return memoryOf(pid).residentMb;
  } catch {
    return 0;
  }
}
