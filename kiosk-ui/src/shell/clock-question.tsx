import { useEffect, useState } from 'preact/hooks';
import type { ClockAnswer, Role } from '../../../src/web/contract/index.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { call } from '../station/call.ts';
import { session } from '../station/session.ts';
import { useLive } from '../station/use-live.ts';
import { ClockDialog } from './clock-dialog.tsx';
import { clockWords as w } from './clock-words.ts';
import { useShortcut } from './shortcuts.ts';
import './clock-question.css';

/** Those whose work waits for the clock, and the unit admin: their word is asked for. */
const confirmers: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'unit-admin'];

/**
 * While the station's date may be wrong: a notice over every view, and for those who may confirm it the question. It
 * opens by itself for whoever comes to an unproven clock; in the middle of their work people open it when they like.
 */
export function ClockQuestion() {
  const clock = useLive<ClockAnswer>(
    'clock',
    (read) => call({ method: 'GET', path: '/api/clock', ...read }),
    (event) => event.type === 'clock-changed',
  );
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const answer = clock.value.value;
  const state = answer?.state ?? 'proven';
  const now = session.value;
  const must = now.status !== 'signed-in' || now.session.mustChangePassword;
  const mine = !must && now.session.officer.roles.some((role) => confirmers.includes(role));
  const asks = mine && state !== 'proven';
  useEffect(() => {
    if (answer === null || must) return;
    if (asks && !asked) setOpen(true);
    setAsked(true);
    if (!asks) setOpen(false);
  }, [answer, must, asks]);
  useShortcut(asks ? { keys: 'F9', label: w('clock.open'), act: () => setOpen(true) } : null);
  if (answer === null || must || state === 'proven') return null;
  return (
    <div class="clock-notice">
      <Notice
        kind="waiting"
        {...(answer.code === null ? {} : { code: answer.code })}
        title={w(`clock.notice.${state}`)}
        actions={
          mine ? (
            <Button keys="F9" onClick={() => setOpen(true)}>
              {w('clock.open')}
            </Button>
          ) : undefined
        }
      >
        {w('clock.rests')} {mine ? null : w('clock.someone')}
      </Notice>
      {open ? (
        <ClockDialog
          answer={answer}
          onClose={() => setOpen(false)}
          onAnswer={(next) => {
            clock.value.value = next;
          }}
          onStale={() => void clock.reload()}
        />
      ) : null}
    </div>
  );
}
