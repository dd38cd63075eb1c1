import { useState } from 'preact/hooks';
import { type DossierDetail, type FeeReceiptBody, feeReceiptPattern } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { call } from '../../station/call.ts';
import { useDraft } from '../../station/drafts.ts';
import type { Failed } from '../../station/reply.ts';
import { printWords as w } from './words.ts';

interface Props {
  readonly officerId: string;
  readonly dossier: DossierDetail;
  readonly onSaved: () => void;
}

const numberPattern = new RegExp(feeReceiptPattern, 'u');

/** *Số biên lai*: the number from the office's receipt program, which then stands on the list of fees. */
export function FeeReceipt({ officerId, dossier, onSaved }: Props) {
  const draft = useDraft<{ number: string | null }>(officerId, `fee-receipt:${dossier.id}`, { number: null });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const number = (draft.value.value.number ?? dossier.feeReceipt ?? '').normalize('NFC');
  const wrong = number.trim() !== '' && !numberPattern.test(number.trim());
  const save = async (): Promise<void> => {
    if (busy || wrong) return;
    setBusy(true);
    const body: FeeReceiptBody = { number: number.trim() || null };
    const reply = await call<DossierDetail>({ method: 'PUT', path: `/api/dossiers/${dossier.id}/fee-receipt`, body });
    setBusy(false);
    setFailure(reply.ok ? null : reply.failure);
    if (!reply.ok) return;
    announce(w('print.receipt-saved'));
    onSaved();
    draft.clear();
  };
  return (
    <form
      class="print-receipt"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={w('print.receipt')}
        hint={w('print.receipt-hint')}
        value={number}
        onValue={(typed) => draft.set({ number: typed })}
        error={wrong ? w('print.receipt-wrong') : null}
        maxLength={60}
        autocomplete="off"
        spellcheck={false}
      />
      <Button type="submit" busy={busy}>
        {w('print.receipt-save')}
      </Button>
      {failure ? <FailureNotice failure={failure} /> : null}
    </form>
  );
}
