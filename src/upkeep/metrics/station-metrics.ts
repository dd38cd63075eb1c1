import type { Clock } from '../../common/clock.ts';
import type { PortalStatus } from '../../portal/index.ts';
import type { Store } from '../../store/index.ts';
import { lastVerifiedBackup } from '../../store/repositories/backups.ts';
import { categoriesProposed, lastCategoryAnswer } from '../../store/repositories/categories.ts';
import { lastSuccesses, oldestWaitingMessage } from '../../store/repositories/last-success.ts';
import { countDifferences } from '../../store/repositories/portal-differences.ts';
import { lastWholeRoundAt } from '../../store/repositories/reconciliation.ts';
import type { Health } from '../health/health.ts';
import { measureDisk } from './disk-figures.ts';
import { type Gauge, writeOpenMetrics } from './openmetrics.ts';
import type { ProcessWatch } from './process-figures.ts';
import { routeGauges } from './route-gauges.ts';

/** What the figures are taken from. */
export interface MetricsSources {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly health: Health;
  readonly watch: ProcessWatch;
  readonly journal: { readonly verifiedAt: number | null };
  readonly register: { readonly soundAt: number | null; readonly trouble: { readonly problems: number } | null };
  /** The state folder, whose disk is measured. */
  readonly state: string;
  readonly portalStatus: () => PortalStatus;
  readonly version: string;
}

/**
 * The station's figures as OpenMetrics. For what the office does there is the age of the last success, never only a
 * counter: a counter that stands still looks the same on a good day as on a bad one.
 */
export async function stationMetrics(sources: MetricsSources): Promise<string> {
  const { store, clock, health, watch, journal, register, state, portalStatus, version } = sources;
  const [own, disk] = await Promise.all([watch.look(), measureDisk(state)]);
  const { kind, rows, portal, gateway, waitingBytes, secondsLeft, beside, lines } = portalStatus();
  const now = clock.now();
  const age = (at: number | null): number | null => (at === null ? null : Math.max(0, (now - at) / 1000));
  const oldest = age(oldestWaitingMessage(store.db));
  const gauges: Gauge[] = [
    { name: 'tram_build', help: 'The program.', samples: [{ labels: { version, node: process.version }, value: 1 }] },
    {
      name: 'tram_part_well',
      help: 'Whether a part of the station answered at the last look.',
      samples: health.known
        .filter(({ well }) => well !== null)
        .map(({ part, well }) => ({ labels: { part }, value: well ? 1 : 0 })),
    },
    {
      name: 'tram_last_success_age_seconds',
      unit: 'seconds',
      help: 'Time since the office last succeeded at this; +Inf when it never did.',
      samples: agesOf(
        {
          ...lastSuccesses(store.db),
          backup: lastVerifiedBackup(store.db),
          journal: journal.verifiedAt,
          register: register.soundAt,
          // Nobody waits for these where the station itself asks nobody.
          ...(kind === 'automatic' && {
            reconciliation: lastWholeRoundAt(store.db),
            categories: lastCategoryAnswer(store.db),
            portal: portal.lastExchangeAt,
            gateway: gateway.lastExchangeAt,
          }),
        },
        age,
      ),
    },
    {
      name: 'tram_outbox_messages',
      help: 'Messages by state.',
      samples: Object.entries(rows).map(([name, value]) => ({ labels: { state: name }, value })),
    },
    {
      name: 'tram_portal_differences',
      help: 'Places where the portal has something else than it confirmed.',
      samples: [{ value: countDifferences(store.db) }],
    },
    {
      name: 'tram_register_problems',
      help: 'Numbers of the register that are missing, double, in the wrong volume, or voided without a reason.',
      samples: [{ value: register.trouble?.problems ?? 0 }],
    },
    {
      name: 'tram_one_stop_dossiers',
      help: 'Dossiers of which the one-stop system beside the portal has not confirmed all, by state.',
      samples:
        beside === null
          ? []
          : [
              { labels: { state: 'waiting' }, value: beside.waiting },
              { labels: { state: 'rejected' }, value: beside.rejected },
            ],
    },
    {
      name: 'tram_categories_undecided',
      help: 'Changed categories of the portal that wait for the unit admin.',
      samples: [{ value: categoriesProposed(store.db) }],
    },
    {
      name: 'tram_outbox_waiting_bytes',
      unit: 'bytes',
      help: 'Documents that the line has still to carry.',
      samples: [{ value: waitingBytes }],
    },
    {
      name: 'tram_outbox_left_seconds',
      unit: 'seconds',
      help: 'Until all that waits is through, as far as the last minutes tell.',
      samples: secondsLeft === null ? [] : [{ value: secondsLeft }],
    },
    {
      name: 'tram_line_state',
      help: 'The state of each line.',
      samples: Object.entries({ portal, gateway }).map(([server, { state }]) => ({
        labels: { server, state },
        value: 1,
      })),
    },
    ...routeGauges(lines, age),
    {
      name: 'tram_outbox_oldest_age_seconds',
      unit: 'seconds',
      help: 'Age of the message that waits longest.',
      samples: oldest === null ? [] : [{ value: oldest }],
    },
    {
      name: 'tram_disk_free_bytes',
      unit: 'bytes',
      help: 'Room on the state disk.',
      samples: [{ value: disk.freeBytes }],
    },
    { name: 'tram_disk_size_bytes', unit: 'bytes', help: 'The state disk.', samples: [{ value: disk.totalBytes }] },
    {
      name: 'tram_database_size_bytes',
      unit: 'bytes',
      help: 'Database files.',
      samples: Object.entries(disk.databases).map(([file, value]) => ({ labels: { file }, value })),
    },
    {
      name: 'tram_resident_bytes',
      unit: 'bytes',
      help: 'Memory of the process.',
      samples: [{ value: own.residentBytes }],
    },
    { name: 'tram_open_descriptors', help: 'Open descriptors.', samples: [{ value: own.openDescriptors }] },
    { name: 'tram_children', help: 'Child processes.', samples: [{ value: own.children }] },
    {
      name: 'tram_loop_delay_seconds',
      unit: 'seconds',
      help: 'Worst wait of the event loop since the last look.',
      samples: [{ value: own.worstLoopDelaySeconds }],
    },
  ];
  return writeOpenMetrics(gauges);
}

/** An act that never succeeded has a series too, and a rule that looks for a long age finds it. */
function agesOf(
  instants: Readonly<Record<string, number | null>>,
  age: (at: number | null) => number | null,
): { labels: Record<string, string>; value: number }[] {
  return Object.entries(instants).map(([act, at]) => ({
    labels: { act },
    value: age(at) ?? Number.POSITIVE_INFINITY,
  }));
}
