import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import type { Store } from '../../store/index.ts';

/**
 * Walks the journal's chain after each start and at every midnight, and writes its head into the program's log: systemd's
 * journal is another place than the database, so a tail that is cut off or written anew later shows (`tram audit verify`).
 */
export class JournalWatch {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Logger;
  #verifiedAt: number | null = null;

  constructor(store: Store, clock: Clock, log: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** Epoch milliseconds of the last walk that found the chain whole; null before the first. */
  get verifiedAt(): number | null {
    return this.#verifiedAt;
  }

  /** Never rejects. A break is STORE-JOURNAL-BROKEN in the log; the station goes on, since stopping would mend nothing. */
  async look(): Promise<void> {
    try {
      const head = this.#store.journal.head(this.#store.db);
      const broken = await this.#store.journal.verifyInSteps(this.#store.db);
      if (broken !== null) {
        this.#log.error({ code: 'STORE-JOURNAL-BROKEN', entry: broken }, 'the journal does not hold');
        return;
      }
      this.#verifiedAt = this.#clock.now();
      this.#log.info({ entry: head?.seq ?? 0, head: head?.hash.toString('hex') ?? '' }, 'journal head');
    } catch (err) {
      this.#log.error({ err }, 'the journal could not be walked');
    }
  }
}
