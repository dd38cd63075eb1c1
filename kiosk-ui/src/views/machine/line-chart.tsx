import type { MachineAnswer } from '../../../../src/web/contract/index.ts';
import { time } from '../../design/format.ts';
import { type Stretch, stretchesOf, totalOf } from './line-day.ts';
import { machineWords as w } from './words.ts';

/** The drawing's own units: a minute wide, and as high as this. */
const minutes = 1440;
const height = 120;
/** Open is a low band, a break stands up, so that they differ without their colour. */
const heights: Readonly<Record<Stretch['state'], number>> = { up: 36, down: 120, unknown: 12, off: 0 };

/** The interruptions named one by one; more of them are counted. */
const named = 4;

/** The line's last day: a drawing, and the same in words. */
export function LineChart({ line, now }: { readonly line: MachineAnswer['line']; readonly now: number }) {
  const stretches = stretchesOf(line, now);
  const begin = now - minutes * 60_000;
  const at = (instant: number): number => (instant - begin) / 60_000;
  const states = ['up', 'down', 'unknown', 'off'] as const;
  const words = states.flatMap((state) => {
    const ms = totalOf(stretches, state);
    return ms < 60_000 ? [] : [w(`machine.day.${state}`, { length: length(ms) })];
  });
  const breaks = stretches.filter(({ state }) => state === 'down');
  const shown = breaks.slice(-named);
  return (
    <figure class="machine-day">
      <figcaption class="small">{w('machine.day')}</figcaption>
      <svg
        class="machine-day-chart"
        viewBox={`0 0 ${minutes} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${w('machine.day')} ${words.join(' ')}`}
      >
        {stretches.map(({ state, from, to }) => (
          <rect
            key={from}
            class={`machine-day-${state}`}
            x={at(from)}
            y={height - heights[state]}
            width={Math.max(at(to) - at(from), 4)}
            height={heights[state]}
          />
        ))}
        <path class="machine-day-axis" d={`M0 ${height}H${minutes}`} />
      </svg>
      <p class="machine-day-scale soft small" aria-hidden="true">
        <span>{time(begin)}</span>
        <span>{time(now - (minutes / 2) * 60_000)}</span>
        <span>{time(now)}</span>
      </p>
      <p class="small">{words.join(' ')}</p>
      {shown.length === 0 ? null : (
        <p class="soft small">
          {w('machine.breaks', { list: shown.map(({ from, to }) => `${time(from)}–${time(to)}`).join(', ') })}
          {breaks.length > shown.length ? ` ${w('machine.breaks-more', { count: breaks.length - shown.length })}` : ''}
        </p>
      )}
    </figure>
  );
}

/** `23 giờ 10 phút`. */
function length(ms: number): string {
  const all = Math.round(ms / 60_000);
  const hours = Math.floor(all / 60);
  const rest = w('machine.minutes', { count: all % 60 });
  if (hours === 0) return rest;
  return all % 60 === 0 ? w('machine.hours', { count: hours }) : `${w('machine.hours', { count: hours })} ${rest}`;
}
