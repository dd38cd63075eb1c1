import type { HandoverList } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import type { ViewProps } from '../../views.ts';
import { CopyWork } from './copy-work.tsx';
import { copyPath, placeOf, updatePath } from './place.ts';
import { TaskList } from './task-list.tsx';
import { UpdateWork } from './update-work.tsx';
import { w } from './words.ts';
import './portal.css';

/** What waits longest, where to do it; null when nothing waits. `but`: what one has just done. */
function oldest(list: HandoverList | null, but?: string): string | null {
  const copy = list?.copies.find(({ originalId }) => originalId !== but);
  if (copy) return copyPath(copy.originalId);
  const update = list?.updates.find(({ dossierId }) => dossierId !== but);
  return update ? updatePath(update.dossierId) : null;
}

/** Copies that an officer puts on the portal: the list of what waits, and one of it at a time. */
export default function PortalView({ officer, rest }: ViewProps) {
  const place = placeOf(rest);
  const live = useLive(
    'handovers',
    (read) => api.listHandovers(read),
    (event) => ['original-changed', 'dossier-changed', 'station-changed'].includes(event.type),
  );
  const list = live.value.value;
  if (officer === null) return null;
  const next = (but: string): (() => void) | null => {
    const path = oldest(list, but);
    return path === null ? null : () => go(path);
  };
  return (
    <div class="portal" data-at={place.at}>
      <TaskList live={live} place={place} />
      {place.at === 'list' ? (
        <Nothing first={oldest(list)} />
      ) : place.at === 'copy' ? (
        <CopyWork
          key={place.originalId}
          officerId={officer.id}
          originalId={place.originalId}
          lateHours={list?.lateHours ?? 0}
          next={next(place.originalId)}
          reload={live.reload}
        />
      ) : (
        <UpdateWork
          key={place.dossierId}
          task={list?.updates.find(({ dossierId }) => dossierId === place.dossierId) ?? null}
          loaded={list !== null}
          reload={live.reload}
        />
      )}
    </div>
  );
}

function Nothing({ first }: { readonly first: string | null }) {
  const begin = first === null ? null : () => go(first);
  useShortcut(begin ? { keys: 'n', label: w('portal.begin'), act: begin } : null);
  return (
    <section class="portal-work portal-nothing" aria-label={w('portal.title')}>
      <h1>{first === null ? w('portal.none') : w('portal.choose')}</h1>
      <p class="soft">{first === null ? w('portal.none-more') : w('portal.choose-more')}</p>
      {begin === null ? null : (
        <Button kind="primary" keys="N" onClick={begin}>
          {w('portal.begin')}
        </Button>
      )}
    </section>
  );
}
