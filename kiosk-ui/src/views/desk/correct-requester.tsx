import { useState } from 'preact/hooks';
import type { DossierDetail } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { faultsOf, type Requester, RequesterFields, requesterBody } from './requester-fields.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

interface Props {
  readonly officerId: string;
  readonly dossier: DossierDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function CorrectRequester({ officerId, dossier, onClose, onDone }: Props) {
  const [before] = useState<Requester>({
    name: dossier.requesterName,
    identityNumber: dossier.requesterIdentity ?? '',
    phone: dossier.requesterPhone ?? '',
    email: dossier.requesterEmail ?? '',
  });
  const draft = useDraft(officerId, `requester:${dossier.id}`, before);
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const form = draft.value.value;
  const leave = (): void => {
    draft.clear();
    onClose();
  };
  const send = async (): Promise<void> => {
    setJudged(true);
    if (Object.values(faultsOf(form)).some((fault) => fault !== null)) return;
    if (!(await run(() => api.putRequester(dossier.id, requesterBody(form))))) return;
    announce(w('desk.corrected'));
    onDone();
    leave();
  };
  return (
    <Dialog
      title={w('desk.correct')}
      onClose={leave}
      actions={
        <>
          <Button onClick={leave}>{w('desk.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('desk.correct-do')}
          </Button>
        </>
      }
    >
      <p>{w('desk.correct-will')}</p>
      <form
        class="dialog-form"
        noValidate
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.defaultPrevented) return;
          event.preventDefault();
          void send();
        }}
      >
        <RequesterFields value={form} onValue={draft.set} onCard={draft.set} judged={judged} />
      </form>
      {failure ? <FailureNotice failure={failure} /> : null}
    </Dialog>
  );
}
