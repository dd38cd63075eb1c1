import { useEffect, useRef, useState } from 'preact/hooks';

/** How long nobody touches the screen before it asks, and before it starts again (milliseconds). */
export const idle = { warnMs: 40_000, endMs: 60_000 } as const;

/** What counts as somebody being there. */
const signs = ['click', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * Calls `onEnd` when nobody has touched the screen for a minute. `secondsLeft` is null until it is time to warn;
 * `stay` is a sign like any other. Looks at the clock, not at a count of ticks: a screen that slept ends at once when it wakes.
 */
export function useIdle(onEnd: () => void): { readonly secondsLeft: number | null; readonly stay: () => void } {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const end = useRef(onEnd);
  end.current = onEnd;
  const last = useRef(Date.now());
  const touched = (): void => {
    last.current = Date.now();
    setSecondsLeft(null);
  };
  useEffect(() => {
    const timer = setInterval(() => {
      const quiet = Date.now() - last.current;
      // A clock that was set back makes nobody wait.
      if (quiet < 0) touched();
      else if (quiet >= idle.endMs) {
        touched();
        end.current();
      } else setSecondsLeft(quiet >= idle.warnMs ? Math.ceil((idle.endMs - quiet) / 1000) : null);
    }, 500);
    for (const sign of signs) addEventListener(sign, touched, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, touched, { capture: true });
    };
  }, []);
  return { secondsLeft, stay: touched };
}
