import type { LineStatus } from '../../portal/index.ts';
import type { Gauge } from './openmetrics.ts';

/**
 * The figures of each of several lines. A line is told by its place in the settings and its kind, not by the office's own
 * name for it, which may hold anything.
 *
 * @param age  seconds since an instant
 */
export function routeGauges(lines: readonly LineStatus[], age: (at: number | null) => number | null): Gauge[] {
  const each = (
    value: (line: LineStatus) => number | null,
    more: (line: LineStatus) => Record<string, string> = () => ({}),
  ) =>
    lines.flatMap((line, place) => {
      const figure = value(line);
      const labels = { line: String(place + 1), kind: line.kind, ...more(line) };
      return figure === null ? [] : [{ labels, value: figure }];
    });
  return [
    {
      name: 'tram_route_state',
      help: 'The state of each of several lines.',
      samples: each(
        () => 1,
        ({ state }) => ({ state }),
      ),
    },
    {
      name: 'tram_route_in_use',
      help: 'Whether something goes by the line now.',
      samples: each(({ inUse }) => (inUse ? 1 : 0)),
    },
    {
      name: 'tram_route_used_bytes',
      unit: 'bytes',
      help: 'Carried in the day or month of the quota; without a quota, in the day.',
      samples: each(
        ({ usedBytes }) => usedBytes,
        ({ quotaPer, quotaBytes }) => ({ per: quotaBytes === 0 ? 'day' : quotaPer }),
      ),
    },
    {
      name: 'tram_route_quota_bytes',
      unit: 'bytes',
      help: 'The quota of the line.',
      samples: each(
        ({ quotaBytes }) => (quotaBytes === 0 ? null : quotaBytes),
        ({ quotaPer }) => ({ per: quotaPer }),
      ),
    },
    {
      name: 'tram_route_last_exchange_age_seconds',
      unit: 'seconds',
      help: 'Time since the line last brought an answer.',
      samples: each(({ lastExchangeAt }) => age(lastExchangeAt)),
    },
  ];
}
