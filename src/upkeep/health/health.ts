import type { Clock } from '../../common/clock.ts';

/** A part without which the station serves nobody. */
export const healthParts = ['web', 'store', 'outbox'] as const;
export type HealthPart = (typeof healthParts)[number];

/** Whether a part answers; it may wait, but not for ever. */
export type HealthProbe = () => boolean | Promise<boolean>;

/** What is known of a part. `measuredAt`: epoch milliseconds of the last look, null before the first. */
export interface PartHealth {
  readonly part: HealthPart;
  readonly well: boolean | null;
  readonly measuredAt: number | null;
}

/** How long a part may take to answer, milliseconds. */
const patienceMs = 5_000;

/** Asks the parts of the station whether they answer. */
export class Health {
  readonly #clock: Clock;
  readonly #probes: Readonly<Record<HealthPart, HealthProbe>>;
  readonly #known = new Map<HealthPart, PartHealth>();

  constructor(clock: Clock, probes: Readonly<Record<HealthPart, HealthProbe>>) {
    this.#clock = clock;
    this.#probes = probes;
  }

  /** Asks each part anew. Answers those that do not answer: all is well when there are none. */
  async check(): Promise<readonly HealthPart[]> {
    const found = await Promise.all(
      healthParts.map(async (part) => {
        const well = await within(this.#probes[part]);
        this.#known.set(part, { part, well, measuredAt: this.#clock.now() });
        return { part, well };
      }),
    );
    return found.filter(({ well }) => !well).map(({ part }) => part);
  }

  /** What the last look found. */
  get known(): readonly PartHealth[] {
    return healthParts.map((part) => this.#known.get(part) ?? { part, well: null, measuredAt: null });
  }
}

/** A probe that throws or does not come back has not answered. */
async function within(probe: HealthProbe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([(async () => await probe())(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
