import { effect, signal } from '@preact/signals';
import type { StationAnswer } from '../../../src/web/contract/index.ts';
import { getStation } from './api.ts';
import { onEvent, onReconnect } from './live.ts';
import { session } from './session.ts';

/** What the lamps are read from; null until the first answer. An old answer stays while the station is away. */
export const station = signal<StationAnswer | null>(null);

/** Whether the last request for it was answered. */
export const stationAnswers = signal(true);

/** The station tells of each change; this often the lamps are asked for all the same (milliseconds). */
const everyMs = 30_000;

/** Keeps the lamps up to date for as long as somebody is signed in. Called once. */
export function startLamps(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let again = false;

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const reply = await getStation({ background: true });
    asking = false;
    if (session.peek().status !== 'signed-in') return;
    stationAnswers.value = reply.ok || reply.failure.status !== 0;
    if (reply.ok) station.value = reply.value;
    if (again) {
      again = false;
      void ask();
    } else timer = setTimeout(() => void ask(), everyMs);
  };

  onEvent((event) => {
    if (event.type === 'station-changed') void ask();
  });
  onReconnect(() => void ask());
  effect(() => {
    if (session.value.status === 'signed-in') {
      void ask();
      return;
    }
    clearTimeout(timer);
    station.value = null;
    stationAnswers.value = true;
  });
}
