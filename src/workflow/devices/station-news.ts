import type { OfficeEvents } from '../events.ts';

/** News of the station's parts that come this close together are told as one (milliseconds). */
const gatherMs = 100;

/**
 * Tells the screens that the station's parts are no longer as they were. The first news is told as soon as the step
 * under way has ended, so that a transaction is on the disk by then; what follows at once is told together.
 */
export function stationNews(events: OfficeEvents): () => void {
  let timer: NodeJS.Timeout | null = null;
  let more = false;
  const gather = (): void => {
    timer = setTimeout(() => {
      timer = null;
      if (!more) return;
      more = false;
      events.emit({ type: 'station-changed' });
      gather();
    }, gatherMs);
    timer.unref();
  };
  return () => {
    if (timer !== null) {
      more = true;
      return;
    }
    gather();
    queueMicrotask(() => events.emit({ type: 'station-changed' }));
  };
}
