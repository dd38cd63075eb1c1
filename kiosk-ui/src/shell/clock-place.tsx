import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** After a load that failed, the next try (milliseconds). */
const retryMs = 2_000;

/** The place of the question about the station's clock. Its code comes after the sign-in. */
export function ClockPlace() {
  const [loaded, setLoaded] = useState<{ readonly Question: ComponentType } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = (): void => {
      import('./clock-question.tsx').then(
        ({ ClockQuestion }) => {
          if (!gone) setLoaded({ Question: ClockQuestion });
        },
        () => {
          if (!gone) timer = setTimeout(load, retryMs);
        },
      );
    };
    load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return loaded === null ? null : <loaded.Question />;
}
