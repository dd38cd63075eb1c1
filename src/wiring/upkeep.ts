import type { Clock } from '../common/clock.ts';
import type { Portal } from '../portal/index.ts';
import type { Store } from '../store/index.ts';
import { Health, type HealthProbe } from '../upkeep/health/health.ts';
import { storeAnswers } from '../upkeep/health/probes.ts';
import type { JournalWatch } from '../upkeep/journal/watch.ts';
import { ProcessWatch } from '../upkeep/metrics/process-figures.ts';
import { stationMetrics } from '../upkeep/metrics/station-metrics.ts';
import type { RegisterWatch } from '../upkeep/register/watch.ts';
import { programVersion } from '../web/server.ts';

/** Health and figures of the parts. `serves` is told how to ask the web server when there is one. */
export function watchOver(parts: {
  store: Store;
  portal: Portal;
  state: string;
  clock: Clock;
  journal: JournalWatch;
  register: RegisterWatch;
}) {
  const { store, portal, state, clock, journal, register } = parts;
  let web: HealthProbe = () => false;
  const health = new Health(clock, {
    web: () => web(),
    store: storeAnswers(store),
    outbox: () => portal.alive(),
  });
  const watch = new ProcessWatch();
  watch.start();
  const version = programVersion();
  return {
    health,
    metrics: () =>
      stationMetrics({
        store,
        clock,
        health,
        watch,
        state,
        journal,
        register,
        portalStatus: () => portal.status(),
        version,
      }),
    serves: (probe: HealthProbe): void => {
      web = probe;
    },
    stop: (): void => watch.stop(),
  };
}
