import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RegisterHold } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { type Live, useLive } from '../../station/use-live.ts';
import { useAct } from '../desk/use-act.ts';
import { Known, Ways } from './known.tsx';
import { LostKeys } from './lost-keys.tsx';
import { holdWords as w } from './words.ts';
import './hold.css';

const highest = 999_999;

interface Confirmation {
  /** Undefined until it was asked; null when nothing waits. */
  readonly hold: RegisterHold | null | undefined;
  readonly failure: Live<unknown>['failure']['value'];
  /** The main button of the view, only while numbers wait. */
  readonly main: ComponentChildren;
  /** What stands under it; without a question only which dossiers cannot be opened. */
  readonly body: ComponentChildren;
}

/**
 * The officer's word on what the next number is (`register-hold` of the station): what happened, how to find the last
 * number, and what confirming will write down, said before it is done. `onDone`: after it was, or somebody else was first.
 */
export function useConfirmation(officerId: string, onDone: () => void): Confirmation {
  const live = useLive('register-hold', api.getHold, ({ type }) => type === 'station-changed');
  const draft = useDraft(officerId, 'next-number', { number: '' });
  const [judged, setJudged] = useState(false);
  const [asking, setAsking] = useState(false);
  const hold = live.value.value?.hold;
  const lostKeys = live.value.value?.lostKeys ?? [];
  const typed = draft.value.value.number.trim();
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : null;
  const fault = hold ? faultOf(number, hold.lowest) : null;
  const ask = (): void => {
    setJudged(true);
    if (hold && fault === null) setAsking(true);
  };
  const isReady = hold !== null && hold !== undefined && !hold.looking;
  useShortcut(isReady ? { keys: 'X', label: w('hold.do'), act: ask } : null);
  const closed = { hold, failure: live.failure.value, main: null, body: null };
  // Keys may be lost while no number waits: after a rescue of the keys alone.
  if (!hold) return lostKeys.length === 0 ? closed : { ...closed, body: <LostKeys lost={lostKeys} /> };
  const good = number !== null && fault === null ? number : null;
  return {
    ...closed,
    main: isReady ? (
      <Button kind="primary" keys="X" onClick={ask}>
        {good === null ? w('hold.do') : w('hold.do-number', { number: good })}
      </Button>
    ) : null,
    body: (
      <>
        <Sheet title={w('hold.find')}>
          <Ways since={hold.backupAt} />
          <div class="hold-number">
            <Field
              label={w('hold.next')}
              hint={w('hold.next-hint', { lowest: hold.lowest })}
              name="next-number"
              inputMode="numeric"
              autocomplete="off"
              maxLength={6}
              value={draft.value.value.number}
              onValue={(value) => draft.set({ number: value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') ask();
              }}
              error={judged ? fault : null}
            />
          </div>
          <p class="hold-effect" aria-live="polite">
            {good === null ? '' : effectOf(good, hold)}
          </p>
        </Sheet>
        <Known hold={hold} />
        <LostKeys lost={lostKeys} />
        {asking && good !== null ? (
          <Ask
            number={good}
            hold={hold}
            onClose={() => setAsking(false)}
            onSent={(done) => {
              setAsking(!done);
              if (done) draft.clear();
              void live.reload();
              onDone();
            }}
          />
        ) : null}
      </>
    ),
  };
}

function faultOf(number: number | null, lowest: number): string | null {
  if (number === null || number > highest || number === 0) return w('hold.next-need', { lowest });
  return number < lowest ? w('hold.next-used', { lowest }) : null;
}

/** What confirming writes down. */
function effectOf(number: number, { known, cause }: RegisterHold): string {
  const from = known + 1;
  const count = number - from;
  if (count === 0) return w('hold.none-lost', { number });
  if (cause === 'source') return w('hold.elsewhere', { from, to: number - 1, count });
  if (count === 1) return w('hold.one-lost', { from });
  return w('hold.some-lost', { from, to: number - 1, count });
}

interface AskProps {
  readonly number: number;
  readonly hold: RegisterHold;
  readonly onClose: () => void;
  readonly onSent: (done: boolean) => void;
}

function Ask({ number, hold, onClose, onSent }: AskProps) {
  const { busy, failure, run } = useAct();
  const send = async (): Promise<void> => {
    const done = await run(() => api.confirmNext({ nextNumber: number }));
    if (done !== null) announce(w('hold.done', { number }));
    onSent(done !== null);
  };
  return (
    <Dialog
      title={w('hold.ask', { number })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('hold.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('hold.do-number', { number })}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p>{effectOf(number, hold)}</p>
      <Notice kind="waiting">{w('hold.final')}</Notice>
    </Dialog>
  );
}
