import { and, asc, eq, lte } from 'drizzle-orm';
import type { Clock } from '../../common/clock.ts';
import { newId } from '../../common/id.ts';
import type { Logger } from '../../common/log.ts';
import type { Result } from '../../common/result.ts';
import type { Db, Tx } from '../database.ts';
import { jobs } from '../schema/index.ts';

/** Back-off of a failing job, in milliseconds. */
export const jobDelays = { first: 1000, most: 15 * 60 * 1000, poll: 30_000 } as const;

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
    if (this.#stopped) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#running ??= this.#drain().finally(() => {
        this.#running = null;
      });
    }, delay);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #drain(): Promise<void> {
    const due = this.#db
      .select()
      .from(jobs)
      .where(and(eq(jobs.state, 'waiting'), lte(jobs.nextAttemptAt, this.#clock.now())))
      .orderBy(asc(jobs.createdAt))
      .limit(100)
      .all();
    for (const job of due) {
      if (this.#stopped) return;
      await this.#run(job);
    }
    this.wake(due.length === 100 ? 0 : jobDelays.poll);
  }

  async #run(job: typeof jobs.$inferSelect): Promise<void> {
    const handler = this.#handlers.get(job.kind);
    const result = handler ? await handler(job.payload) : null;
    if (result?.ok) {
      this.#db.delete(jobs).where(eq(jobs.id, job.id)).run();
      return;
    }
    const code = result ? result.error.code : 'STORE-JOB-UNKNOWN';
    const delay = Math.min(jobDelays.most, jobDelays.first * 2 ** job.attempts);
    this.#log.warn({ job: job.kind, code, attempts: job.attempts + 1 }, 'job failed');
    this.#db
      .update(jobs)
      .set({ attempts: job.attempts + 1, failureCode: code, nextAttemptAt: this.#clock.now() + delay })
      .where(eq(jobs.id, job.id))
      .run();
  }
}
