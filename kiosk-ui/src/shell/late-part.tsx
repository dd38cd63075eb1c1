import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** After a load that failed, the next try (milliseconds). */
const retryMs = 2_000;

interface Props {
  /** Fetches the code of the part; the same function at every call. */
  readonly load: () => Promise<ComponentType>;
  /** What stands in its place until then. */
  readonly meanwhile?: VNode;
}

/** A part of the frame whose code comes after the sign-in: nobody waits for it at the door. A load that fails is tried again. */
export function LatePart({ load, meanwhile }: Props) {
  const [loaded, setLoaded] = useState<{ readonly Part: ComponentType } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const attempt = (): void => {
      load().then(
        (Part) => {
          if (!gone) setLoaded({ Part });
        },
        () => {
          if (!gone) timer = setTimeout(attempt, retryMs);
        },
      );
    };
    attempt();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [load]);
  return loaded === null ? (meanwhile ?? null) : <loaded.Part />;
}
