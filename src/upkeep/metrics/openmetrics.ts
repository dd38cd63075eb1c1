/** One figure of a family, with what tells it from the others. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A family of figures that can go up and down. Names are of base units (`…_seconds`, `…_bytes`). */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly unit?: 'seconds' | 'bytes';
  readonly samples: readonly Sample[];
}

/** The media type of the text below. */
export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/**
 * Writes gauges as OpenMetrics text (OpenMetrics 1.0 §5). A family without a sample is left out: what has never been
 * measured is no zero.
 */
export function writeOpenMetrics(gauges: readonly Gauge[]): string {
  const lines: string[] = [];
  for (const { name, help, unit, samples } of gauges) {
    if (samples.length === 0) continue;
    lines.push(`# TYPE ${name} gauge`);
    if (unit) lines.push(`# UNIT ${name} ${unit}`);
    lines.push(`# HELP ${name} ${escaped(help)}`);
    for (const { labels, value } of samples) lines.push(`${name}${labelSet(labels)} ${numberOf(value)}`);
  }
  return `${lines.join('\n')}\n# EOF\n`.replace(/^\n/, '');
}

/** As the format writes numbers; an age without end is `+Inf`. */
function numberOf(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
}

function labelSet(labels: Sample['labels']): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
