import { expect, it } from 'vitest';
import type { LineStatus } from '../../../../src/portal/index.ts';
import { writeOpenMetrics } from '../../../../src/upkeep/metrics/openmetrics.ts';
import { routeGauges } from '../../../../src/upkeep/metrics/route-gauges.ts';

const line = (change: Partial<LineStatus>): LineStatus => ({
  name: 'Internet "của xã"\n',
  kind: 'internet',
  state: 'up',
  lastExchangeAt: 1_000,
  messagesHeld: null,
  documentsHeld: null,
  heldUntil: null,
  usedBytes: 1_234,
  quotaBytes: 0,
  quotaPer: 'month',
  inUse: true,
  bytesPerSecond: null,
  ...change,
});
const text = (lines: readonly LineStatus[]) =>
  writeOpenMetrics(routeGauges(lines, (at) => (at === null ? null : (61_000 - at) / 1000)));

it('tells each line by its place and kind, never by the name that the office gave it', () => {
  const second = line({ kind: 'mobile', state: 'down', lastExchangeAt: null, quotaBytes: 5_000_000, inUse: false });
  const written = text([line({}), second]);
  expect(written).not.toContain('của xã');
  expect(written).toContain('tram_route_state{line="1",kind="internet",state="up"} 1\n');
  expect(written).toContain('tram_route_state{line="2",kind="mobile",state="down"} 1\n');
  expect(written).toContain('tram_route_in_use{line="2",kind="mobile"} 0\n');
  expect(written).toContain('tram_route_used_bytes{line="1",kind="internet",per="day"} 1234\n');
  expect(written).toContain('tram_route_quota_bytes{line="2",kind="mobile",per="month"} 5000000\n');
  expect(written).not.toContain('tram_route_quota_bytes{line="1"');
  expect(written).toContain('tram_route_last_exchange_age_seconds{line="1",kind="internet"} 60\n');
});

it('is nothing for an office with one line', () => {
  expect(text([])).toBe('# EOF\n');
});
