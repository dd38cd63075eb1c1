import { useEffect, useRef, useState } from 'preact/hooks';
import { type OriginalPage, type ScannedPage, sameArrangement } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import * as api from '../../../station/api.ts';
import { useDraft } from '../../../station/drafts.ts';
import type { Failed } from '../../../station/reply.ts';
import type { LoadedOriginal } from '../original-loader.tsx';
import { runningScan } from '../pages.ts';
import { type Placed, placedOf, scansOf, shownAs } from './arrangement.ts';
import { after, type History, met, noHistory, redone, undone } from './history.ts';

/** The pages of an original while they are arranged. */
export interface Arranging {
  /** As the officer arranged them: shown at once, while the station is still being told. */
  readonly pages: readonly OriginalPage[];
  readonly aside: readonly ScannedPage[];
  /** The law allows it now. */
  readonly allowed: boolean;
  /** Allowed, and no page is on its way. */
  readonly possible: boolean;
  readonly busy: boolean;
  readonly failure: Failed | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The place in which a page was scanned. */
  readonly scannedAt: (id: string) => number;
  /** Arranges anew; `said` is what a screen reader hears. */
  readonly arrange: (change: (pages: readonly Placed[]) => readonly Placed[], said: string) => void;
  readonly undo: (said: string) => void;
  readonly redo: (said: string) => void;
}

/**
 * Arranges the pages of an original, each act kept by the station at once. Acts that come faster than it answers go
 * together; what it refuses is taken back on the screen, with its sentence. The history stays with the tab.
 */
export function useArranging(officerId: string, { detail, reload }: LoadedOriginal): Arranging {
  const draft = useDraft<History>(officerId, `pages:${detail.id}`, noHistory);
  const [local, setLocal] = useState<readonly Placed[] | null>(null);
  const [failure, setFailure] = useState<Failed | null>(null);
  const wanted = useRef<readonly Placed[] | null>(null);
  const sending = useRef(false);
  /** The version after the last act that the station took: an older answer that arrives late is not looked at. */
  const taken = useRef(detail.version);

  const allowed = detail.acts.includes('edit-pages');
  const scanning = runningScan(detail) !== null;
  const scans = scansOf(detail);
  const current = local ?? placedOf(detail.pages);

  useEffect(() => {
    if (sending.current || detail.version < taken.current) return;
    taken.current = detail.version;
    setLocal(null);
    if (scanning || detail.pages.length === 0) return;
    const before = draft.value.peek();
    const now = met(before, placedOf(detail.pages), detail.scans.length);
    if (now !== before) draft.set(now);
  }, [detail, scanning, draft, local]);

  const save = async (next: readonly Placed[]): Promise<void> => {
    wanted.current = next;
    setLocal(next);
    setFailure(null);
    if (sending.current) return;
    sending.current = true;
    while (wanted.current !== null) {
      const pages = [...wanted.current];
      wanted.current = null;
      const reply = await api.arrangePages(detail.id, { pages, version: taken.current });
      if (reply.ok) taken.current = reply.value.version;
      else {
        wanted.current = null;
        setLocal(null);
        setFailure(reply.failure);
      }
    }
    sending.current = false;
    await reload();
  };
  const take = (history: History | null, said: string): void => {
    if (history?.now == null || !allowed || scanning) return;
    draft.set(history);
    announce(said);
    void save(history.now);
  };
  const history = draft.value.value;
  const counting = new Set(current.map(({ id }) => id));
  return {
    pages: shownAs(current, scans),
    aside: [...scans.values()].filter(({ id }) => !counting.has(id)).sort((a, b) => a.scanned - b.scanned),
    allowed,
    possible: allowed && !scanning,
    busy: local !== null,
    failure,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    scannedAt: (id) => scans.get(id)?.scanned ?? 0,
    arrange: (change, said) => {
      const next = change(current);
      if (next.length === 0 || sameArrangement(current, next)) return;
      take(after({ ...draft.value.peek(), now: current }, next), said);
    },
    undo: (said) => take(undone(draft.value.peek()), said),
    redo: (said) => take(redone(draft.value.peek()), said),
  };
}
