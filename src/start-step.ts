import type { Clock } from './common/clock.ts';
import type { Code } from './common/codes/index.ts';
import type { Logger } from './common/log.ts';
import { fail, ok, type Result } from './common/result.ts';
import { type DiskTrouble, diskTrouble } from './store/disk-trouble.ts';

/** A failure of a step of the start, carried to `main`, which ends the process with its code. */
export class StartFailure extends Error {
  readonly code: Code;

  constructor(code: Code, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * One step of the start: its name for the log, its time budget in milliseconds, the code when it fails. The budget bounds
 * waiting: work that holds the thread (a migration, a check of the whole database) is not interrupted by it, and what
 * bounds that is the service manager's own limit for a start.
 */
export interface StartStep {
  readonly name: string;
  readonly budgetMs: number;
  readonly code: Code;
}

/** Whatever step meets it: the disk is to blame, not the part that was being started. */
const diskCodes = {
  failing: 'START-DISK-FAILING',
  full: 'START-DISK-FULL',
} as const satisfies Record<DiskTrouble, Code>;

/** What an exception of the start says of the disk, as a failure of the start; null when it says nothing of it. */
export function diskFailure(error: unknown): StartFailure | null {
  const trouble = diskTrouble(error);
  return trouble === null ? null : new StartFailure(diskCodes[trouble], { cause: error });
}

/** Runs a step within its budget and logs how long it took. A failure is thrown as `StartFailure`. */
export async function runStep<T>(clock: Clock, log: Logger, step: StartStep, work: () => T | Promise<T>): Promise<T> {
  const begun = clock.monotonic();
  const outcome = await within(step, work);
  const ms = Math.round(clock.monotonic() - begun);
  if (!outcome.ok) {
    log.error({ step: step.name, ms, code: outcome.error.code, err: outcome.error.facts?.['reason'] }, 'start failed');
    throw new StartFailure(outcome.error.code);
  }
  log.info({ step: step.name, ms }, 'start step');
  return outcome.value;
}

async function within<T>(step: StartStep, work: () => T | Promise<T>): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve(fail('START-TIMEOUT', { step: step.name })), step.budgetMs);
  });
  const done = (async (): Promise<Result<T>> => {
    try {
      return ok(await work());
    } catch (error) {
      if (error instanceof StartFailure) return fail(error.code);
      const reason = error instanceof Error ? error.message : String(error);
      return fail(diskFailure(error)?.code ?? step.code, { step: step.name, reason });
    }
  })();
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
