import { useState } from 'preact/hooks';
import type { UpdateTask } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';
import { either } from '../../words/index.ts';
import { BackToList } from './copy-work.tsx';
import { root } from './place.ts';
import { w } from './words.ts';

interface Props {
  /** Null: it does not wait any more, or (not `loaded`) is not known yet. */
  readonly task: UpdateTask | null;
  readonly loaded: boolean;
  readonly reload: () => Promise<void>;
}

/** A dossier that the portal has, and that changed here: what to change there. */
export function UpdateWork({ task, loaded, reload }: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const done = async (): Promise<void> => {
    if (task === null || busy) return;
    setBusy(true);
    setFailure(null);
    const reply = await api.reportUpdate(task.dossierId, { through: task.through });
    setBusy(false);
    if (!reply.ok) {
      setFailure(reply.failure);
      return;
    }
    announce(w('portal.updated', { code: task.dossierCode }));
    await reload();
    go(root);
  };
  useShortcut(task === null ? null : { keys: 'g', label: w('portal.update-do'), act: () => void done() });
  return (
    <section class="portal-work" aria-label={w('portal.update-title')} aria-busy={!loaded}>
      <div class="portal-form">
        <div class="portal-scroll">
          <BackToList />
          <header class="portal-head">
            <h1>{w('portal.update-title')}</h1>
            {task === null ? loaded ? <p>{w('portal.none')}</p> : null : <p>{task.requesterName}</p>}
          </header>
          {task === null ? null : (
            <>
              <p>{w('portal.update-intro')}</p>
              <dl class="portal-update">
                <dt class="portal-update-label">{w('portal.update-code')}</dt>
                <dd class="portal-update-fact">{task.dossierCode}</dd>
                {task.portalCodes.length === 0 ? null : (
                  <>
                    <dt class="portal-update-label">{w('portal.update-portal-code')}</dt>
                    <dd class="portal-update-fact">{task.portalCodes.join(', ')}</dd>
                  </>
                )}
                <dt class="portal-update-label">{w('portal.update-state')}</dt>
                <dd class="portal-update-fact">{either(task.stateWords)}</dd>
                {task.cancelled.length === 0 ? null : (
                  <>
                    <dt class="portal-update-label">{w('portal.update-cancelled')}</dt>
                    {task.cancelled.map((title, index) => (
                      <dd class="portal-update-fact" key={`${index}`}>
                        {title}
                      </dd>
                    ))}
                  </>
                )}
              </dl>
            </>
          )}
        </div>
        <div class="portal-foot">
          {failure === null ? null : <FailureNotice failure={failure} />}
          {task === null ? null : (
            <Button kind="primary" keys="G" busy={busy} onClick={() => void done()}>
              {w('portal.update-do')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
