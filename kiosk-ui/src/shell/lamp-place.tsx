import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import './lamp-place.css';

/** After a load that failed, the next try (milliseconds). */
const retryMs = 2_000;

/** The place of the lamps. They come when somebody has signed in: nobody waits for them at the door. */
export function LampPlace() {
  const [loaded, setLoaded] = useState<{ readonly Bar: ComponentType } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = (): void => {
      import('./lamp-bar.tsx').then(
        ({ LampBar }) => {
          if (!gone) setLoaded({ Bar: LampBar });
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
  return loaded === null ? <div class="lamps-coming" /> : <loaded.Bar />;
}
