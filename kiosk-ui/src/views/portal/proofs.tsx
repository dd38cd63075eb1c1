import { useState } from 'preact/hooks';
import type { HandoverDetail, HandoverProof } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import type { Failed } from '../../station/reply.ts';
import { bodyOf, proofAgain } from './proof.ts';
import { ProofFields } from './proof-fields.tsx';
import { w } from './words.ts';

interface Props {
  readonly officerId: string;
  readonly detail: HandoverDetail;
  readonly show: (value: HandoverDetail) => void;
}

/** The proof in force, those that it corrected, and the way to correct it. */
export function Proofs({ officerId, detail, show }: Props) {
  const [correcting, setCorrecting] = useState(false);
  const last = detail.proofs.at(-1);
  if (last === undefined) return null;
  const before = detail.proofs.slice(0, -1).reverse();
  return (
    <div class="portal-proofs">
      <Notice kind="done" title={w('portal.done')}>
        <Facts proof={last} />
      </Notice>
      <div>
        <Button onClick={() => setCorrecting(true)}>{w('portal.correct')}</Button>
      </div>
      {before.length === 0 ? null : (
        <div class="portal-before">
          <h3>{w('portal.proof-before')}</h3>
          {before.map((proof) => (
            <Facts key={proof.id} proof={proof} />
          ))}
        </div>
      )}
      {correcting ? (
        <Correct
          officerId={officerId}
          detail={detail}
          last={last}
          onClose={() => setCorrecting(false)}
          onDone={(value) => {
            setCorrecting(false);
            show(value);
          }}
        />
      ) : null}
    </div>
  );
}

function Facts({ proof }: { readonly proof: HandoverProof }) {
  return (
    <div>
      <p>
        <strong>{w('portal.code-is', { code: proof.portalCode })}</strong>
      </p>
      <p>{w('portal.proof-received', { when: dayAndTime(proof.receivedAt) })}</p>
      {proof.note === null ? null : <p>{proof.note}</p>}
      {proof.reason === null ? null : <p>{w('portal.proof-reason', { reason: proof.reason })}</p>}
      <p class="soft small">
        {w('portal.proof-by', { who: proof.enteredBy.fullName, when: dayAndTime(proof.enteredAt) })}
      </p>
    </div>
  );
}

interface CorrectProps {
  readonly officerId: string;
  readonly detail: HandoverDetail;
  readonly last: HandoverProof;
  readonly onClose: () => void;
  readonly onDone: (value: HandoverDetail) => void;
}

function Correct({ officerId, detail, last, onClose, onDone }: CorrectProps) {
  const [empty] = useState(() => proofAgain(last));
  const draft = useDraft(officerId, `correct-proof:${last.id}`, empty);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const typed = draft.value.value;
  const send = async (): Promise<void> => {
    setTried(true);
    const body = bodyOf(typed);
    if (busy || body === null || typed.reason.trim() === '') return;
    setBusy(true);
    setFailure(null);
    const reply = await api.correctProof(detail.originalId, {
      ...body,
      replaces: last.id,
      reason: typed.reason.trim(),
    });
    setBusy(false);
    if (!reply.ok) {
      setFailure(reply.failure);
      return;
    }
    draft.clear();
    onDone(reply.value);
  };
  return (
    <Dialog
      title={w('portal.correct')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('portal.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('portal.correct-do')}
          </Button>
        </>
      }
    >
      <p>{w('portal.correct-intro')}</p>
      <ProofFields draft={typed} set={draft.set} tried={tried} failure={failure} />
      <Field
        label={w('portal.correct-reason')}
        hint={w('portal.proof-note-hint')}
        name="portal-reason"
        autocomplete="off"
        maxLength={300}
        value={typed.reason}
        onValue={(reason) => draft.set({ reason })}
        error={tried && typed.reason.trim() === '' ? w('portal.need-reason') : null}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
