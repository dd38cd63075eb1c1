import type { Ref } from 'preact';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { time } from '../../design/format.ts';
import type { Failed } from '../../station/reply.ts';
import { isoDay, type ProofDraft, receivedAt } from './proof.ts';
import { w } from './words.ts';

interface Props {
  readonly draft: ProofDraft;
  readonly set: (change: Partial<ProofDraft>) => void;
  /** It was tried to send: what is missing is said now. */
  readonly tried: boolean;
  readonly failure: Failed | null;
  readonly codeRef?: Ref<HTMLInputElement>;
}

/** Code, time and note of what the portal answered. */
export function ProofFields({ draft, set, tried, failure, codeRef }: Props) {
  const asksShared = failure?.code === 'HANDOVER-CODE-USED' || draft.shared;
  return (
    <div class="portal-proof-fields">
      <Field
        label={w('portal.proof-code')}
        hint={w('portal.proof-code-hint')}
        name="portal-code"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={100}
        value={draft.code}
        onValue={(code) => set({ code, shared: false })}
        error={tried && draft.code.trim() === '' ? w('portal.need-code') : null}
        {...(codeRef ? { inputRef: codeRef } : {})}
      />
      <div class="portal-proof-when">
        <Field
          label={w('portal.proof-date')}
          name="portal-date"
          type="date"
          value={draft.date}
          onValue={(date) => set({ date })}
        />
        <Field
          label={w('portal.proof-time')}
          hint={w('portal.proof-time-hint')}
          name="portal-time"
          autocomplete="off"
          maxLength={8}
          value={draft.time}
          onValue={(typed) => set({ time: typed })}
          error={tried && receivedAt(draft) === null ? w('portal.need-time') : null}
        />
        <Button onClick={() => set({ date: isoDay(Date.now()), time: time(Date.now()) })}>
          {w('portal.proof-now')}
        </Button>
      </div>
      <Field
        label={w('portal.proof-note')}
        hint={w('portal.proof-note-hint')}
        name="portal-note"
        autocomplete="off"
        optional={!draft.shared}
        maxLength={300}
        value={draft.note}
        onValue={(note) => set({ note })}
        error={tried && draft.shared && draft.note.trim() === '' ? w('portal.need-note') : null}
      />
      {asksShared ? (
        <label class="portal-tick">
          <input
            type="checkbox"
            checked={draft.shared}
            onChange={(event) => set({ shared: event.currentTarget.checked })}
          />
          <span>{w('portal.proof-shared')}</span>
        </label>
      ) : null}
    </div>
  );
}
