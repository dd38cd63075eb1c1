import {
  checkRegister,
  type RegisterEntry,
  type RegisterProblem,
  type RegisterType,
  type Volume,
} from '../../certification/index.ts';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import type { Store } from '../../store/index.ts';
import { listEntries, listRegisters, listVolumes, type RegisterKey } from '../../store/repositories/register.ts';
import { listElsewhere } from '../../store/repositories/register-elsewhere.ts';
import { lostNumbers } from '../../store/repositories/register-holds.ts';

/** What a look found: how much is wrong, and the first of it. */
export interface RegisterTrouble {
  readonly problems: number;
  readonly first: Pick<RegisterProblem, 'kind' | 'year' | 'number'>;
}

/**
 * Goes through the whole register after each start and at every midnight: NĐ 23/2015 Điều 13.2 asks for every number of
 * a year once, from the first. The station cannot make a hole by itself; a hand in the database, or a fault, can.
 */
export class RegisterWatch {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #onChange: () => void;
  #trouble: RegisterTrouble | null = null;
  #checkedAt: number | null = null;

  constructor(parts: { store: Store; clock: Clock; log: Logger; onChange: () => void }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#onChange = parts.onChange;
  }

  /** What the last look found; null while nothing is known to be wrong. */
  get trouble(): RegisterTrouble | null {
    return this.#trouble;
  }

  /** Epoch milliseconds of the last look that found the register sound; null before the first. */
  get soundAt(): number | null {
    return this.#trouble === null ? this.#checkedAt : null;
  }

  /** Never rejects. What is wrong is STORE-REGISTER-UNSOUND in the log and a lamp; the station goes on. */
  async look(): Promise<void> {
    try {
      const problems: RegisterProblem[] = [];
      for (const key of listRegisters(this.#store.db)) {
        problems.push(...checkYear(this.#store, key));
        // The screens are answered between two years.
        await new Promise((resolve) => setImmediate(resolve));
      }
      const [first] = problems;
      const before = this.#trouble;
      this.#checkedAt = this.#clock.now();
      this.#trouble =
        first === undefined
          ? null
          : { problems: problems.length, first: { kind: first.kind, year: first.year, number: first.number } };
      if (first !== undefined) {
        const { kind, registerType, year, number } = first;
        const facts = { kind, registerType, year, number, problems: problems.length };
        this.#log.error({ code: 'STORE-REGISTER-UNSOUND', ...facts }, 'the register does not hold');
      }
      if (JSON.stringify(before) !== JSON.stringify(this.#trouble)) this.#onChange();
    } catch (err) {
      this.#log.error({ err }, 'the register could not be gone through');
    }
  }
}

function checkYear({ db }: Store, key: RegisterKey): readonly RegisterProblem[] {
  const rows = listVolumes(db, key);
  const ordinals = new Map(rows.map(({ id, ordinal }) => [id, ordinal]));
  const registerType = key.registerType as RegisterType;
  const of = { office: key.office, registerType, year: key.year };
  const volumes = rows
    .filter(({ year }) => year === key.year)
    .map(({ ordinal, firstNumber, closedAt }): Volume => ({ ...of, ordinal, firstNumber, open: closedAt === null }));
  const entries = listEntries(db, key, { after: 0, limit: -1 }).map(
    ({ volumeId, number, state, voidReason }): RegisterEntry => ({
      ...of,
      volume: ordinals.get(volumeId) ?? 0,
      number,
      state,
      voidReason: voidReason === null ? null : { kind: 'return', text: voidReason },
    }),
  );
  const elsewhere = [
    ...listElsewhere(db, key).map(({ firstNumber, lastNumber }) => ({ ...of, from: firstNumber, to: lastNumber })),
    ...lostNumbers(db, key).map(({ from, to }) => ({ ...of, from, to })),
  ];
  // Where numbers come from outside, what the book has besides was said when the number above it was entered.
  return checkRegister(entries, volumes, elsewhere);
}
