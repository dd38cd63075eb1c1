import type { Portal } from '../portal/index.ts';
import { startClockWatch } from '../upkeep/clock/start-clock-watch.ts';
import type { Extender } from '../workflow/extending/extender.ts';
import { startDay } from '../workflow/new-day.ts';
import type { Office } from '../workflow/office.ts';
import { purgeDue } from '../workflow/purge.ts';

/** The screens hear of the clock's state; what a wrong clock held back is done when it is proven. */
export function watchClock(office: Office, portal: Portal, extender: Extender): () => void {
  const { clockWatch, events, log } = office;
  clockWatch.onChange((state) => {
    events.emit({ type: 'clock-changed', state });
    events.emit({ type: 'station-changed' });
    if (state === 'proven') {
      extender.wake();
      try {
        startDay(office);
        purgeDue(office);
      } catch (err) {
        log.error({ err }, 'the new day cannot begin now');
      }
    } else portal.askLines();
  });
  return startClockWatch(clockWatch, log);
}
