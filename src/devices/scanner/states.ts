import type { Code } from '../../common/codes/index.ts';
import { type Failure, fail, type Result } from '../../common/result.ts';
import type { ScanEvents, ScanJob, Scanner, ScannerDevice, ScannerState } from './port.ts';

/** The state a failure leaves its scanner in. A driver cannot ask a scanner how it is, so it stays until the next try. */
const stateAfter: Partial<Record<Code, ScannerState>> = {
  'SCAN-JAM': 'jammed',
  'SCAN-NO-PAPER': 'no-paper',
  'SCAN-COVER-OPEN': 'cover-open',
  'SCAN-BUSY': 'busy',
  'SCAN-CANCELLED': 'ready',
  'SCAN-INVALID': 'ready',
  'SCAN-UNSUPPORTED': 'ready',
  'SCAN-NO-MEMORY': 'ready',
  'SCAN-NOT-FOUND': 'disconnected',
  'SCAN-IO': 'disconnected',
  'SCAN-TIMEOUT': 'disconnected',
};

/** The state that the end of a scan means. What is in no table needs a technician. */
export function stateAfterScan(result: Result<unknown>): ScannerState {
  return result.ok ? 'ready' : (stateAfter[result.error.code] ?? 'unrecoverable');
}

/** One scanner and its state. */
export interface ScannerStatus extends ScannerDevice {
  readonly state: ScannerState;
}

/**
 * Keeps the state of each scanner around a driver and reports every change, so that rooms above see state names and
 * never a device. It is itself a `Scanner`. A scanner once seen stays listed as `disconnected` when it goes.
 */
export class ScannerStates implements Scanner {
  readonly #driver: Scanner;
  readonly #onState: (status: ScannerStatus) => void;
  readonly #known = new Map<string, ScannerStatus>();

  constructor(driver: Scanner, onState: (status: ScannerStatus) => void) {
    this.#driver = driver;
    this.#onState = onState;
  }

  /** The scanners seen since the start, with their states. */
  get statuses(): readonly ScannerStatus[] {
    return [...this.#known.values()];
  }

  async list(): Promise<Result<readonly ScannerDevice[]>> {
    const listed = await this.#driver.list();
    if (!listed.ok) return listed;
    for (const device of listed.value) {
      const before = this.#known.get(device.id)?.state;
      this.#set({ ...device, state: before === undefined || before === 'disconnected' ? 'ready' : before });
    }
    const ids = new Set(listed.value.map(({ id }) => id));
    for (const status of this.#known.values()) {
      if (!ids.has(status.id) && !this.#inUse(status.id)) this.#set({ ...status, state: 'disconnected' });
    }
    return listed;
  }

  async ask(device: string): Promise<Result<number>> {
    const known = this.#known.get(device);
    if (known === undefined) return fail('SCAN-NOT-FOUND');
    const answer = await this.#driver.ask(device);
    // Busy says nothing of the scan under way; paper and cover show only in a scan.
    if (this.#inUse(device) || (!answer.ok && answer.error.code === 'SCAN-BUSY')) return answer;
    if (!answer.ok) this.#set({ ...known, state: stateAfterScan(answer) });
    else if (known.state === 'disconnected' || known.state === 'unrecoverable') this.#set({ ...known, state: 'ready' });
    return answer;
  }

  async scan(job: ScanJob, events: ScanEvents): Promise<Result<{ readonly pages: number }, Failure>> {
    const known = this.#known.get(job.device) ?? { id: job.device, vendor: '', model: '', type: '' };
    // A second scan is refused by the driver and says nothing about the first.
    if (this.#inUse(job.device)) return this.#driver.scan(job, events);
    this.#set({ ...known, state: 'connecting' });
    let after: ScannerState = 'unrecoverable';
    try {
      const result = await this.#driver.scan(job, {
        ...events,
        onPage: (page) => {
          this.#set({ ...known, state: 'scanning' });
          return events.onPage(page);
        },
        onProgress: (percent, page) => {
          this.#set({ ...known, state: 'scanning' });
          events.onProgress?.(percent, page);
        },
      });
      after = stateAfterScan(result);
      return result;
    } finally {
      this.#set({ ...known, state: after });
    }
  }

  #inUse(id: string): boolean {
    const state = this.#known.get(id)?.state;
    return state === 'connecting' || state === 'scanning';
  }

  #set(status: ScannerStatus): void {
    const before = this.#known.get(status.id);
    this.#known.set(status.id, status);
    if (before?.state !== status.state) this.#onState(status);
  }
}
