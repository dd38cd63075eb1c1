import type { DossierDetail } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Shape } from '../../design/shape.tsx';
import * as api from '../../station/api.ts';
import { station } from '../../station/lamps.ts';
import { either } from '../../words/index.ts';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

interface Props {
  readonly dossier: DossierDetail;
  readonly onDone: () => void;
}

/** Whether the requester has an account at the portal, asked by a press: nothing waits for the answer. */
export function Account({ dossier, onDone }: Props) {
  const { busy, failure, run } = useAct();
  const { account, requesterIdentity } = dossier;
  const offered = station.value?.portal.accounts === true && requesterIdentity !== null;
  if (!offered && account === null) return null;
  const ask = async (): Promise<void> => {
    if (busy) return;
    const asked = await run(() => api.lookUpAccount(dossier.id));
    if (asked?.account) announce(w(`desk.account.${asked.account.state}`));
    onDone();
  };
  return (
    <div class="dossier-account">
      {account === null ? null : (
        <p class="dossier-account-said" data-state={account.state}>
          <Shape name={account.state === 'found' ? 'tick' : 'ring'} />
          <span>
            {w(`desk.account.${account.state}`)}{' '}
            <span class="soft small">{w('desk.account.when', { when: dayAndTime(account.askedAt) })}</span>
          </span>
        </p>
      )}
      {failure === null ? null : (
        <Notice kind="waiting" title={w('desk.account.unknown')} code={failure.code}>
          {either({ vi: failure.message, en: failure.messageEn })}
        </Notice>
      )}
      {offered ? (
        <Button busy={busy} onClick={() => void ask()}>
          {w(busy ? 'desk.account.asking' : account === null ? 'desk.account.do' : 'desk.account.again')}
        </Button>
      ) : null}
    </div>
  );
}
