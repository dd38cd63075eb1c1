import { day, dayAndTime, time } from '../../design/format.ts';
import { Shape } from '../../design/shape.tsx';
import { station } from '../../station/lamps.ts';
import { w } from './words.ts';

/** From here on the remaining minutes are told (milliseconds). */
const soonMs = 60 * 60_000;

/** The station's clock, as last heard. */
export function stationNow(): number {
  return station.value?.now ?? Date.now();
}

/** When the result is due, and what presses about it while the dossier is open. */
export function Due({ at, open }: { readonly at: number; readonly open: boolean }) {
  const now = stationNow();
  const left = at - now;
  const when = day(at) === day(now) ? time(at) : dayAndTime(at);
  return (
    <span class="due">
      <span>{w('desk.due', { when })}</span>
      {open && left < 0 ? (
        <span class="due-over">
          <Shape name="warning" /> {w('desk.overdue')}
        </span>
      ) : null}
      {open && left >= 0 && left < soonMs ? (
        <span class="due-soon">
          <Shape name="clock" /> {w('desk.due-soon', { minutes: Math.ceil(left / 60_000) })}
        </span>
      ) : null}
    </span>
  );
}
