import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OriginalDetail } from '../../../../src/web/contract/index.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { forgetRefusal } from './use-act.ts';

/** An original as last fetched, and how to fetch it again after an act. */
export interface LoadedOriginal {
  readonly detail: OriginalDetail;
  readonly reload: () => Promise<void>;
}

interface Props {
  readonly id: string;
  readonly onLoaded: (id: string, loaded: LoadedOriginal | null) => void;
}

/** Keeps one original up to date; shows nothing itself. */
export function OriginalLoader({ id, onLoaded }: Props) {
  const live = useLive(
    `original:${id}`,
    (read) => api.getOriginal(id, read),
    (event) => 'originalId' in event && event.originalId === id,
  );
  useSignalEffect(() => {
    const detail = live.value.value;
    if (detail) onLoaded(id, { detail, reload: live.reload });
  });
  useEffect(
    () => () => {
      onLoaded(id, null);
      forgetRefusal(id);
    },
    [id, onLoaded],
  );
  return null;
}
