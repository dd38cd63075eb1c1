import { useState } from 'preact/hooks';
import type { RequestDetail } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { useDraft } from '../../station/drafts.ts';
import * as online from '../../station/online.ts';
import { useAct } from '../desk/use-act.ts';
import { w } from './words.ts';

interface Props {
  readonly officerId: string;
  readonly request: RequestDetail;
  readonly decision: 'supplement' | 'refused';
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The reason that the citizen reads on the portal. */
export function AnswerDialog({ officerId, request, decision, onClose, onDone }: Props) {
  const draft = useDraft(officerId, `online-${decision}:${request.id}`, { reason: '' });
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const reason = draft.value.value.reason.trim();
  const send = async (): Promise<void> => {
    setJudged(true);
    if (reason === '') return;
    const body = { version: request.version, decision, reason };
    if ((await run(() => online.answerRequest(request.id, body))) === null) return;
    draft.clear();
    announce(w('online.answered'));
    onDone();
    onClose();
  };
  const title = decision === 'refused' ? w('online.refuse-title') : w('online.supplement-title');
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('online.cancel')}</Button>
          <Button kind={decision === 'refused' ? 'danger' : 'primary'} busy={busy} onClick={() => void send()}>
            {decision === 'refused' ? w('online.refuse') : w('online.supplement')}
          </Button>
        </>
      }
    >
      <p>{w('online.answer-will')}</p>
      <TextArea
        label={w('online.reason')}
        hint={w(`online.reason-hint.${decision}`)}
        value={draft.value.value.reason}
        onValue={(text) => draft.set({ reason: text })}
        error={judged && reason === '' ? w('online.need-reason') : null}
        maxLength={1500}
        name="online-reason"
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
