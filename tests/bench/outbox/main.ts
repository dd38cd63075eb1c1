/**
 * `node tests/bench/outbox/main.ts [--messages N] [--seconds S] [--only alone|station] [--json FILE]`: an outbox that was
 * filled for weeks, and a line that is back. Without `--messages` a tenth of what is aimed at, so that it ends soon.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type AloneFigures, measureAlone } from './alone.ts';
import { measureStation, type StationFigures } from './station.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    /** How long each draining is watched at most. */
    seconds: { type: 'string', default: '30' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const messages = Number(values.messages);
const watchedMs = Number(values.seconds) * 1000;
const aim = 500;

const met = (perSecond: number): string => `aim: at least ${aim}, ${perSecond >= aim ? 'met' : 'missed'}`;
const mb = (value: number): string => `${value.toFixed(0)} MB`;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

function sayAlone(figures: AloneFigures): void {
  const { firstMs, perSecond, seconds, cpuMsPerMessage, beforeMb, drainingMb, loopP99Ms, loopWorstMs } = figures;
  console.log(
    [
      `Outbox of ${figures.messages} messages alone, synchronous=FULL: start to the first receipt ${firstMs.toFixed(0)} ms;`,
      `  ${perSecond.toFixed(0)} messages/s to a fast portal over ${seconds.toFixed(0)} s (${met(perSecond)}), ${ms(cpuMsPerMessage)} of the processor for each;`,
      `  memory ${mb(beforeMb)} before, ${mb(drainingMb)} while draining; waits of the event loop p99 ${ms(loopP99Ms)}, worst ${ms(loopWorstMs)}.`,
    ].join('\n'),
  );
}

function sayStation(figures: StationFigures): void {
  const { still, meanwhile } = figures;
  const asked = (when: string, { requests, medianMs, p99Ms, worstMs }: StationFigures['still']): string =>
    `  the desk's list ${when}: median ${ms(medianMs)}, p99 ${ms(p99Ms)}, worst ${ms(worstMs)} (${requests} requests)`;
  console.log(
    [
      `Whole station with ${figures.messages} messages waiting, synchronous=FULL:`,
      `  start to READY ${figures.startSeconds.toFixed(2)} s (${figures.emptyStartSeconds.toFixed(2)} s with an empty outbox); memory ${mb(figures.startedMb)} after it, at most ${mb(figures.peakMb)};`,
      `  ${figures.sent} messages in ${figures.seconds.toFixed(1)} s: ${figures.perSecond.toFixed(0)}/s to a fast portal (${met(figures.perSecond)}), while the desk asks without end;`,
      asked('while the line is away', still),
      asked('while it drains', meanwhile),
    ].join('\n'),
  );
}

const alone = values.only === 'station' ? null : await measureAlone(messages, watchedMs);
if (alone) sayAlone(alone);
const station = values.only === 'alone' ? null : await measureStation(messages, watchedMs);
if (station) sayStation(station);
if (values.json) await writeFile(values.json, `${JSON.stringify({ alone, station }, null, 2)}\n`);
