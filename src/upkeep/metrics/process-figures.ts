import { readdir, readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What the process itself uses. */
export interface ProcessFigures {
  readonly residentBytes: number;
  readonly openDescriptors: number;
  readonly children: number;
  /** The worst wait of the event loop since the last look, seconds. */
  readonly worstLoopDelaySeconds: number;
}

/** Watches the event loop from now on and reads the rest from /proc when asked. */
export class ProcessWatch {
  readonly #loop = monitorEventLoopDelay({ resolution: 50 });

  start(): void {
    this.#loop.enable();
  }

  stop(): void {
    this.#loop.disable();
  }

  async look(): Promise<ProcessFigures> {
    const [descriptors, children] = await Promise.all([
      readdir('/proc/self/fd'),
      readFile(`/proc/self/task/${process.pid}/children`, 'utf8'),
    ]);
    const worst = this.#loop.max;
    this.#loop.reset();
    return {
      residentBytes: process.memoryUsage.rss(),
      openDescriptors: descriptors.length,
      children: children.split(' ').filter(Boolean).length,
      worstLoopDelaySeconds: worst / 1e9,
    };
  }
}
