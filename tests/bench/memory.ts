import { childrenOf, memoryOf } from './machine.ts';

/** Megabytes of the station's processes at one moment. */
export interface MemoryFigures {
  readonly when: string;
  readonly stationMb: number;
  /** The most that the station had until then. */
  readonly stationPeakMb: number;
  readonly children: readonly { readonly command: string; readonly residentMb: number }[];
}

/** Looks at the station after it had `settleMs` of rest. */
export async function measureMemory(when: string, pid: number, settleMs: number): Promise<MemoryFigures> {
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const { residentMb, peakMb } = memoryOf(pid);
  const children = childrenOf(pid).map((child) => ({
    command: child.command,
    residentMb: memoryOf(child.pid).residentMb,
  }));
  return { when, stationMb: residentMb, stationPeakMb: peakMb, children };
}
