import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Line, type LineOptions } from './line.ts';

/** A screen that is open: whose line it is, and what its view asks for again and again. */
export interface OpenScreen {
  readonly line: LineOptions;
  readonly paths: readonly string[];
}

/** What all screens saw: milliseconds of each answer, what was refused, and live events heard. */
export interface ScreensSeen {
  readonly times: readonly number[];
  readonly refused: readonly string[];
  readonly events: number;
}

/** Between two questions of a screen, milliseconds. */
const pauseMs = 500;

const { screens, stop } = workerData as { screens: readonly OpenScreen[]; stop: Int32Array };
const times: number[] = [];
const refused: string[] = [];
let events = 0;

async function open({ line: options, paths }: OpenScreen): Promise<void> {
  const line = new Line(options);
  const live = await line.listen();
  const hear = async (): Promise<void> => {
    for (;;) {
      await live.next(() => true);
      events += 1;
    }
  };
  // It ends when the screen is closed.
  void hear().catch(() => {});
  for (let turn = 0; Atomics.load(stop, 0) === 0; turn++) {
    const path = paths[turn % paths.length] ?? '';
    const begun = performance.now();
    try {
      await line.bytes('GET', path);
      // The first question pays for the connection.
      if (turn > 0) times.push(performance.now() - begun);
    } catch (error) {
      refused.push(error instanceof Error ? error.message.slice(0, 200) : String(error));
    }
    await sleep(pauseMs);
  }
  live.close();
  line.close();
}

await Promise.all(screens.map(open));
parentPort?.postMessage({ times, refused, events } satisfies ScreensSeen);
