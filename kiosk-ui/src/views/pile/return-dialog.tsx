import { useId, useState } from 'preact/hooks';
import type { PileLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { actWithReason } from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import type { Failed } from '../../station/reply.ts';
import type { Officer } from '../../station/session.ts';
import type { PileStep, ReturnTarget } from './step.ts';
import { inVietnamese, w } from './words.ts';
import './return-dialog.css';

const empty = { reason: '' };

interface Props {
  readonly step: PileStep;
  readonly officer: Officer;
  readonly line: PileLine;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Gives an original back: one press on a common reason does it, or a reason in the officer's own words. */
export function ReturnDialog({ step, officer, line, onClose, onDone }: Props) {
  const id = useId();
  const [first] = step.returns;
  const [target, setTarget] = useState<ReturnTarget | undefined>(first);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const draft = useDraft(officer.id, `${step.step}-return:${line.originalId}`, empty);
  const { reason } = draft.value.value;
  if (!target) return null;

  const send = async (words: string): Promise<void> => {
    if (busy) return;
    const said = words.trim().normalize('NFC');
    setMissing(said === '');
    if (said === '') return;
    setBusy(true);
    setFailure(null);
    const reply = await actWithReason(line.originalId, target.act, { reason: said, version: line.version });
    setBusy(false);
    if (!reply.ok) {
      setFailure(reply.failure);
      return;
    }
    draft.clear();
    onDone();
  };
  return (
    <Dialog
      title={w('return.title', { title: line.title })}
      onClose={onClose}
      held={busy}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {w('return.cancel')}
          </Button>
          <Button kind="danger" busy={busy} onClick={() => void send(reason)}>
            {w('return.do')}
          </Button>
        </>
      }
    >
      {step.returns.length < 2 ? null : (
        <fieldset class="return-targets">
          <legend>{w('return.to')}</legend>
          {step.returns.map((one) => (
            <label key={one.act} class="return-target">
              <input type="radio" name={id} checked={one === target} onChange={() => setTarget(one)} />
              <span>{w(one.name, { name: nameOf(one, line) })}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p>{target.says()}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p id={`${id}-tap`} class="return-tap">
        {w('return.tap')}
      </p>
      <ul class="return-reasons" aria-labelledby={`${id}-tap`}>
        {target.reasons.map((key) => (
          <li key={key}>
            <Button disabled={busy} onClick={() => void send(inVietnamese(key))}>
              {w(key)}
            </Button>
          </li>
        ))}
      </ul>
      <div class="field" data-error={missing}>
        <label class="field-label" for={`${id}-reason`}>
          {w('return.other')}
        </label>
        <textarea
          id={`${id}-reason`}
          class="field-input"
          rows={3}
          maxLength={1000}
          value={reason}
          aria-invalid={missing}
          {...(missing ? { 'aria-describedby': `${id}-missing` } : {})}
          onInput={(event) => draft.set({ reason: event.currentTarget.value })}
        />
        {missing ? (
          <p class="field-error" id={`${id}-missing`}>
            <span aria-hidden="true">▲</span> {w('return.need-reason')}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

function nameOf({ act }: ReturnTarget, line: PileLine): string {
  return act === 'return-to-signer' ? (line.signer ?? '') : line.creator.fullName;
}
