import type { Code } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilTime } from '../../common/vietnam-time.ts';
import {
  type CategoryQuery,
  categoryName,
  fetchCode,
  listKinds,
  type Portal,
  type Pulled,
} from '../../portal/index.ts';
import { type CategoryPullRow, findCategoryPull, writeCategoryPull } from '../../store/repositories/categories.ts';
import type { Office } from '../office.ts';
import { settingsOf } from '../office.ts';
import { type TakenIn, takeIn } from './take-in.ts';

const hour = 3_600_000;

/** When categories are pulled, milliseconds. */
const terms = {
  /** Older than this they are pulled whenever the line is there; by night from half of it on. */
  old: 24 * hour,
  /** After a failure; doubles up to the longest. */
  firstWait: 10 * 60_000,
  longestWait: 6 * hour,
  /** Until a way that has no such service is asked again. */
  notOffered: 7 * 24 * hour,
} as const;

/** The hours of the night in Vietnam: from, to (not included). */
const night = { from: 1, to: 5 } as const;

/** What the puller needs of the portal's part. */
export type CategorySource = Pick<Portal, 'pullCategory' | 'status'>;

/**
 * Pulls the portal's categories one at a time: by night, or when the line is back and they are older than a day. On a weak
 * line only the office's own procedures, and nothing while messages wait: a category is never the reason why a dossier is
 * late. What was pulled is taken in whole, in one transaction, so a cut loses the answer and nothing else.
 */
export class CategoryPuller {
  readonly #office: Office;
  readonly #source: CategorySource;
  #running: Promise<void> | null = null;
  #stopping = new AbortController();

  constructor(office: Office, source: CategorySource) {
    this.#office = office;
    this.#source = source;
  }

  /** Whether the way to the portal has categories. */
  get offered(): boolean {
    return this.#source.pullCategory !== null;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Asks for the next category that is due, if there is room for it now. */
  startIfDue(): void {
    if (this.#running || !this.offered || this.#stopping.signal.aborted) return;
    const { portal, rows } = this.#source.status();
    if (portal.state !== 'up' && portal.state !== 'weak') return;
    if (rows.sending > 0 || (portal.state === 'weak' && rows.waiting > 0)) return;
    const now = this.#office.clock.now();
    const next = this.queries().find(
      (query) => (portal.state === 'up' || query.kind === 'procedure') && this.#isDue(query, now),
    );
    if (next) this.#begin([next]);
  }

  /** Asks for every category now, whatever its age. CATEGORY-NOT-OFFERED, CATEGORY-RUNNING. */
  pullAll(): Result<void> {
    if (!this.offered) return fail('CATEGORY-NOT-OFFERED');
    if (this.#running) return fail('CATEGORY-RUNNING');
    this.#begin(this.queries());
    return ok();
  }

  /** Interrupts what is being asked. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** What there is to pull: the procedures of the settings, then the lists. */
  queries(): readonly CategoryQuery[] {
    const settings = settingsOf(this.#office);
    const codes = new Set([settings['portal.procedure-code'], ...settings['portal.category-procedures']]);
    codes.delete('');
    return [
      ...[...codes].map((code) => ({ kind: 'procedure', code }) as const),
      ...listKinds.map((kind) => ({ kind }) as const),
    ];
  }

  #isDue(query: CategoryQuery, now: number): boolean {
    const pull = findCategoryPull(this.#office.store.db, categoryName(query));
    if (!pull) return true;
    // A time to come that is further off than any wait was set by a clock that has since been set back.
    if (pull.nextAt > now && pull.nextAt < now + terms.notOffered + terms.old) return false;
    if (pull.failures > 0 || pull.answeredAt === null || pull.answeredAt > now) return true;
    const { hour: here } = civilTime(now);
    const isNight = here >= night.from && here < night.to;
    return now - pull.answeredAt >= (isNight ? terms.old / 2 : terms.old);
  }

  #begin(queries: readonly CategoryQuery[]): void {
    const { signal } = this.#stopping;
    this.#running = this.#pull(queries, signal)
      .catch((error: unknown) => {
        // The disk may be full: the versions in force stay, and the next minute tries again.
        this.#office.log.error({ error: error instanceof Error ? error.name : '' }, 'categories: not taken in');
      })
      .finally(() => {
        this.#running = null;
        this.#office.events.emit({ type: 'station-changed' });
      });
  }

  async #pull(queries: readonly CategoryQuery[], signal: AbortSignal): Promise<void> {
    for (const query of queries) {
      if (signal.aborted) return;
      const askedAt = this.#office.clock.now();
      const pulled = (await this.#source.pullCategory?.(query, signal)) ?? { kind: 'not-offered' };
      if (signal.aborted) return;
      this.#settle(query, pulled, askedAt);
      if (pulled.kind === 'unreachable') return;
    }
  }

  #settle(query: CategoryQuery, pulled: Pulled, askedAt: number): void {
    const { store, clock, log } = this.#office;
    const category = categoryName(query);
    const taken = store.write((tx): TakenIn | null => {
      const before = findCategoryPull(tx, category);
      const result = pulled.kind === 'pulled' ? takeIn(this.#office, tx, query, pulled.content) : null;
      const code = failureOf(pulled, result);
      writeCategoryPull(tx, pullRow(category, askedAt, clock.now(), before, pulled, code));
      return result;
    });
    log.info({ category, result: taken ?? pulled.kind }, 'categories');
  }
}

function pullRow(
  category: string,
  askedAt: number,
  now: number,
  before: CategoryPullRow | undefined,
  pulled: Pulled,
  failureCode: Code | null,
): CategoryPullRow {
  const answered = failureCode === null;
  const failures = answered ? 0 : (before?.failures ?? 0) + 1;
  const own = Math.min(terms.longestWait, terms.firstWait * 2 ** Math.min(20, failures - 1));
  const asked = pulled.kind === 'unreachable' ? (pulled.retryAfterMs ?? 0) : 0;
  const wait = pulled.kind === 'not-offered' ? terms.notOffered : Math.max(own, Math.min(asked, terms.longestWait));
  return {
    category,
    askedAt,
    answeredAt: answered ? now : (before?.answeredAt ?? null),
    nextAt: answered ? now : now + wait,
    failures,
    failureCode,
  };
}

function failureOf(pulled: Pulled, taken: TakenIn | null): Code | null {
  switch (pulled.kind) {
    case 'pulled':
      return taken === 'empty' ? 'CATEGORY-EMPTY' : null;
    case 'absent':
      return 'CATEGORY-ABSENT';
    case 'not-offered':
      return 'CATEGORY-NOT-OFFERED';
    case 'unreachable':
      return fetchCode(pulled.code);
  }
}
