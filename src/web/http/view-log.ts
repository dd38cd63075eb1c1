import type { Role } from '../../certification/index.ts';
import type { JournalEntry } from '../../store/audit/journal.ts';
import type { Actor } from '../../workflow/actor.ts';
import type { Office } from '../../workflow/office.ts';

/** For so long a repeated look at the same thing counts as one (milliseconds). */
export const sameLookMs = 5 * 60_000;

/** After so many different looks the oldest are forgotten; they would only be journaled once more. */
const remembered = 10_000;

type Look = Pick<JournalEntry, 'act' | 'objectType' | 'objectId' | 'facts'>;

/** Journals who looked at what: in a commune everybody knows everybody, so looking is an act. */
export class ViewLog {
  readonly #office: Office;
  readonly #seen = new Map<string, number>();

  constructor(office: Office) {
    this.#office = office;
  }

  /** Journals a look, each time. */
  record(actor: Actor, allowed: readonly Role[], look: Look): void {
    const role = allowed.find((candidate) => actor.roles.includes(candidate)) ?? 'none';
    this.#office.store.write((tx) => this.#office.store.journal.append(tx, { actor: actor.id, role, ...look }));
  }

  /** Journals a look unless this officer had the same one within five minutes: a screen asks often for what it shows. */
  recordOnce(actor: Actor, allowed: readonly Role[], look: Look): void {
    const key = `${actor.id} ${look.act} ${look.objectId}`;
    const now = this.#office.clock.now();
    const last = this.#seen.get(key);
    if (last !== undefined && now >= last && now - last < sameLookMs) return;
    this.record(actor, allowed, look);
    this.#seen.delete(key);
    this.#seen.set(key, now);
    if (this.#seen.size > remembered) this.#seen.delete(this.#seen.keys().next().value ?? '');
  }
}
