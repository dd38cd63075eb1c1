import { useState } from 'preact/hooks';
import { type ActAnswer, REFUSAL_GROUNDS, type RefusalBody } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Field } from '../../../design/field.tsx';
import { FailureNotice } from '../../../design/notice.tsx';
import { TextArea } from '../../../design/text-area.tsx';
import * as api from '../../../station/api.ts';
import { useDraft } from '../../../station/drafts.ts';
import type { Reply } from '../../../station/reply.ts';
import { either } from '../../../words/index.ts';
import { Choices } from '../choices.tsx';
import type { LoadedOriginal } from '../original-loader.tsx';
import { useAct } from '../use-act.ts';
import { w } from '../words.ts';

/** How an original leaves the desk or comes back to it, in the order of the buttons. */
export const leavingActs = ['return-to-creator', 'ask-supplement', 'refuse', 'withdraw', 'hold', 'cancel'] as const;
export type LeavingAct = (typeof leavingActs)[number];

type Ground = RefusalBody['ground'];
const grounds = Object.values(REFUSAL_GROUNDS);

interface Form {
  readonly reason: string;
  readonly ground: Ground | null;
  readonly decision: string;
}
const empty: Form = { reason: '', ground: null, decision: '' };

interface Props {
  readonly officerId: string;
  readonly loaded: LoadedOriginal;
  readonly act: LeavingAct;
  readonly onClose: () => void;
}

/** Says what the act will do and to what, and takes the reason that the law asks for. */
export function LeaveDialog({ officerId, loaded, act, onClose }: Props) {
  const { detail, reload } = loaded;
  const draft = useDraft<Form>(officerId, `leave:${detail.id}:${act}`, empty);
  const [judged, setJudged] = useState(false);
  const { busy, failure, clear, run } = useAct(detail.id);
  const form = draft.value.value;
  const faults = {
    reason: form.reason.trim() === '' ? w('desk.leave-reason-need') : null,
    ground: act === 'refuse' && form.ground === null ? w('desk.leave-ground-need') : null,
    decision: act === 'cancel' && form.decision.trim() === '' ? w('desk.leave-decision-need') : null,
  };
  const send = async (): Promise<void> => {
    setJudged(true);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    const left = await run(() => sendAct(detail.id, detail.version, act, form));
    await reload();
    if (!left) return;
    announce(w('desk.left', { act: w(`desk.act.${act}`) }));
    draft.clear();
    onClose();
  };
  const close = (): void => {
    clear();
    onClose();
  };
  return (
    <Dialog
      title={w(`desk.act.${act}`)}
      onClose={close}
      held={busy}
      actions={
        <>
          <Button onClick={close}>{w('desk.cancel')}</Button>
          <Button kind={act === 'return-to-creator' ? 'primary' : 'danger'} busy={busy} onClick={() => void send()}>
            {w(`desk.do.${act}`)}
          </Button>
        </>
      }
    >
      <p>
        <strong>{w('desk.leave-one', { title: detail.title })}</strong> {w(`desk.will.${act}`)}
      </p>
      {act === 'refuse' ? (
        <Choices
          title={w('desk.leave-ground')}
          value={form.ground}
          onValue={(ground) => {
            const before = form.ground === null ? '' : either(REFUSAL_GROUNDS[form.ground]);
            const own = form.reason !== '' && form.reason !== before;
            draft.set({ ground, ...(own ? {} : { reason: either(REFUSAL_GROUNDS[ground]) }) });
          }}
          error={judged ? faults.ground : null}
          choices={grounds.map((ground) => ({ value: ground.id, words: either(ground), hint: ground.law }))}
        />
      ) : null}
      {act === 'cancel' ? (
        <Field
          label={w('desk.leave-decision')}
          value={form.decision}
          onValue={(decision) => draft.set({ decision })}
          error={judged ? faults.decision : null}
          maxLength={100}
        />
      ) : null}
      <TextArea
        rows={3}
        label={w('desk.leave-reason')}
        hint={w('desk.leave-reason-hint')}
        value={form.reason}
        onValue={(reason) => draft.set({ reason })}
        error={judged ? faults.reason : null}
        maxLength={1000}
      />
      {failure ? <FailureNotice failure={failure} /> : null}
    </Dialog>
  );
}

function sendAct(id: string, version: number, act: LeavingAct, form: Form): Promise<Reply<ActAnswer>> {
  const reason = form.reason.normalize('NFC').trim();
  switch (act) {
    case 'refuse':
      return api.refuseOriginal(id, { reason, ground: form.ground ?? 'altered', version });
    case 'cancel':
      return api.cancelOriginal(id, { reason, decision: form.decision.trim(), version });
    case 'return-to-creator':
      return api.actWithReason(id, 'return-to-creator', { reason, version });
    case 'ask-supplement':
      return api.actWithReason(id, 'supplement-request', { reason, version });
    case 'withdraw':
      return api.actWithReason(id, 'withdrawal', { reason, version });
    case 'hold':
      return api.actWithReason(id, 'holding', { reason, version });
  }
}
