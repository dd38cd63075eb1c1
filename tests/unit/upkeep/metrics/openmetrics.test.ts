import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeOpenMetrics } from '../../../../src/upkeep/metrics/openmetrics.ts';

describe('OpenMetrics text', () => {
  it('writes families with unit, help, labels and an end', () => {
    const text = writeOpenMetrics([
      {
        name: 'tram_last_success_age_seconds',
        unit: 'seconds',
        help: 'Time since.',
        samples: [
          { labels: { act: 'scan' }, value: 1.5 },
          { labels: { act: 'issue' }, value: 0 },
          { labels: { act: 'backup' }, value: Number.POSITIVE_INFINITY },
        ],
      },
      { name: 'tram_children', help: 'Children.', samples: [{ value: 2 }] },
      { name: 'tram_never', help: 'Never measured.', samples: [] },
    ]);
    expect(text).toBe(`# TYPE tram_last_success_age_seconds gauge
# UNIT tram_last_success_age_seconds seconds
# HELP tram_last_success_age_seconds Time since.
tram_last_success_age_seconds{act="scan"} 1.5
tram_last_success_age_seconds{act="issue"} 0
tram_last_success_age_seconds{act="backup"} +Inf
# TYPE tram_children gauge
# HELP tram_children Children.
tram_children 2
# EOF
`);
  });

  it('of nothing is the end alone', () => {
    expect(writeOpenMetrics([])).toBe('# EOF\n');
  });

  it('no label value breaks out of its quotes or its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = writeOpenMetrics([{ name: 'a', help: value, samples: [{ labels: { value }, value: 1 }] }]);
        const lines = text.split('\n');
        expect(lines).toHaveLength(5);
        expect(lines[2]).toMatch(/^a\{value="(?:[^"\\\n]|\\["\\n])*"\} 1$/su);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
