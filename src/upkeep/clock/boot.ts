import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** One run of the machine, from its start to its end. */
export interface Boot {
  /** Another after each start of the machine; the same for every process until then. */
  readonly id: string;
  /** Milliseconds since the machine's start (CLOCK_MONOTONIC): setting the clock does not move it. */
  uptime(): number;
}

/** The run of the machine that this process is in. Where the kernel does not name it, it is this process's own. */
export function thisBoot(): Boot {
  return { id: bootId() ?? randomUUID(), uptime: () => Number(process.hrtime.bigint() / 1_000_000n) };
}

function bootId(): string | null {
  try {
    const text = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return /^[0-9a-f-]{36}$/.test(text) ? text : null;
  } catch {
    return null;
  }
}
