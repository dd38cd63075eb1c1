import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import { newId } from '../../common/id.ts';
import type { Logger } from '../../common/log.ts';
import { fail, type Result } from '../../common/result.ts';
import type { Db, Tx } from '../database.ts';
import { and, asc, eq, gt, lte, min, or } from '../drizzle.ts';
import { jobs } from '../schema/index.ts';

/** Back-off of a failing job, in milliseconds. */
export const jobDelays = { first: 1000, most: 15 * 60 * 1000, poll: 30_000 } as const;

/** A job that has not ended by then (milliseconds) counts as failed, so that the others go on; it is done again later. */
export const jobLimitMs = 5 * 60_000;

/** Jobs taken from the table at a time. */
const batch = 100;

type JobRow = typeof jobs.$inferSelect;

/** Does one kind of job. Checks the stored payload itself: it may come from an older version of the program. */
export type JobHandler = (payload: unknown) => Promise<Result<void>>;

/**
 * Work that must follow a change: its row is written in the transaction of the change, so it is neither lost nor
 * done for a change that was rolled back. Jobs are done at least once; handlers are idempotent.
 */
export class JobQueue {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #handlers = new Map<string, JobHandler>();
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #wanted = false;
  #stopped = false;

  constructor(db: Db, clock: Clock, log: Logger) {
    this.#db = db;
    this.#clock = clock;
    this.#log = log;
  }

  handle(kind: string, handler: JobHandler): void {
    this.#handlers.set(kind, handler);
  }

  enqueue(tx: Tx, kind: string, payload: unknown): void {
    const now = this.#clock.now();
    tx.insert(jobs)
      .values({ id: newId(this.#clock), kind, payload, state: 'waiting', nextAttemptAt: now, createdAt: now })
      .run();
    this.wake();
  }

  /** Starts a run soon; called after a commit and at start. */
  wake(delay = 0): void {
    this.#wanted = this.#running !== null;
    if (this.#stopped || this.#running) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#running = this.#runOnce();
    }, delay);
    this.#timer.unref();
  }

  /** Ends after the job at hand; the others wait for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #runOnce(): Promise<void> {
    // Begins after `#running` is set: a handler may enqueue before it waits for anything.
    await Promise.resolve();
    const wait = await this.#drain();
    this.#running = null;
    this.wake(this.#wanted ? 0 : wait);
  }

  /** Does what is due and answers how long to wait for more. */
  async #drain(): Promise<number> {
    try {
      for (;;) {
        const due = this.#due();
        for (const job of due) {
          if (this.#stopped) return jobDelays.poll;
          await this.#run(job);
        }
        if (due.length < batch) return this.#untilNext();
      }
    } catch (err) {
      this.#log.error({ err }, 'the table of jobs cannot be used now');
      return jobDelays.poll;
    }
  }

  /** A job due later than the longest wait was put off by a clock that has since been set back. */
  #due(): JobRow[] {
    const now = this.#clock.now();
    return this.#db
      .select()
      .from(jobs)
      .where(
        and(eq(jobs.state, 'waiting'), or(lte(jobs.nextAttemptAt, now), gt(jobs.nextAttemptAt, now + jobDelays.most))),
      )
      .orderBy(asc(jobs.createdAt), asc(jobs.id))
      .limit(batch)
      .all();
  }

  #untilNext(): number {
    const next = this.#db
      .select({ at: min(jobs.nextAttemptAt) })
      .from(jobs)
      .where(eq(jobs.state, 'waiting'))
      .get()?.at;
    return Math.min(jobDelays.poll, Math.max(0, (next ?? Number.POSITIVE_INFINITY) - this.#clock.now()));
  }

  async #run(job: JobRow): Promise<void> {
    const failure = await this.#handle(job);
    if (failure === null) {
      this.#db.delete(jobs).where(eq(jobs.id, job.id)).run();
      return;
    }
    const attempts = job.attempts + 1;
    const delay = Math.min(jobDelays.most, jobDelays.first * 2 ** job.attempts);
    this.#log.warn({ job: job.kind, attempts, ...failure }, 'job failed');
    this.#db
      .update(jobs)
      .set({ attempts, failureCode: failure.code, nextAttemptAt: this.#clock.now() + delay })
      .where(eq(jobs.id, job.id))
      .run();
  }

  /** Null when the job is done. One that throws has a bug, one that hangs too: both back off, and the others go on. */
  async #handle(job: JobRow): Promise<{ readonly code: Code; readonly err?: unknown } | null> {
    const handler = this.#handlers.get(job.kind);
    if (!handler) return { code: 'STORE-JOB-UNKNOWN' };
    try {
      const result = await withinLimit(handler(job.payload));
      return result.ok ? null : { code: result.error.code };
    } catch (err) {
      return { code: 'STORE-JOB-FAILED', err };
    }
  }
}

async function withinLimit(work: Promise<Result<void>>): Promise<Result<void>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<void>>((resolve) => {
    timer = setTimeout(() => resolve(fail('STORE-JOB-TIMEOUT')), jobLimitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
