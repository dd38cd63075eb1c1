import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from 'node:os';

/** What the figures were measured on. They say nothing about another machine. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly node: string;
  /** The file system that holds the station's folder. */
  readonly disk: string;
  /** Processes that were running or waiting in the last minute: above the cores, others were at work too. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    kernel: release(),
    node: process.version,
    disk: execFileSync('df', ['--output=fstype', tmpdir()], { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '',
    load: loadavg()[0] ?? 0,
  };
}

/** Megabytes of a process: resident now, and the most it ever had. */
export interface Memory {
  readonly residentMb: number;
  readonly peakMb: number;
}

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { residentMb: read('VmRSS'), peakMb: read('VmHWM') };
}

/** The processes below `pid`, each by the end of its command line. */
export function childrenOf(pid: number): { readonly pid: number; readonly command: string }[] {
  const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return below.flatMap((child) => {
    const words = readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0').filter(Boolean);
    const command = words.map((word) => word.split('/').at(-1)).join(' ');
    return [{ pid: child, command }, ...childrenOf(child)];
  });
}
