import type { Logger } from '../../common/log.ts';
import type { ClockWatch } from './clock-watch.ts';
import { synchronisedSystemTime } from './system-time.ts';

/** All waits of the watch, milliseconds. */
export const clockDelays = {
  /** Between two looks; an act that needs the clock looks for itself. */
  lookMs: 1_000,
  /** A server's answer comes sooner than this as a rule, and then the system is not asked at all. */
  firstAskMs: 3_000,
  askMs: 15_000,
} as const;

/** Looks at the clock from now on, and asks the system while nobody vouches for it. The returned function ends that. */
export function startClockWatch(
  watch: ClockWatch,
  log: Logger,
  ask: () => Promise<number | null> = synchronisedSystemTime,
): () => void {
  let troubled = false;
  const guarded = (act: () => void): void => {
    try {
      act();
      troubled = false;
    } catch (err) {
      if (!troubled) log.error({ err }, 'the clock cannot be watched now');
      troubled = true;
    }
  };
  const looking = setInterval(() => guarded(() => watch.look()), clockDelays.lookMs);
  looking.unref();

  let stopped = false;
  let asking: NodeJS.Timeout | null = null;
  const later = (ms: number): void => {
    if (stopped) return;
    asking = setTimeout(() => void askSystem(), ms);
    asking.unref();
  };
  const askSystem = async (): Promise<void> => {
    if (!watch.isVouchedFor) {
      const systemNow = await ask().catch(() => null);
      if (stopped) return;
      if (systemNow !== null) guarded(() => watch.systemVouches(systemNow));
    }
    later(clockDelays.askMs);
  };
  later(clockDelays.firstAskMs);
  return () => {
    stopped = true;
    clearInterval(looking);
    if (asking) clearTimeout(asking);
  };
}
