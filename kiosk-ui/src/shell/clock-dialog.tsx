import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClockAnswer } from '../../../src/web/contract/index.ts';
import { announce } from '../design/announce.tsx';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { day, time } from '../design/format.ts';
import { FailureNotice } from '../design/notice.tsx';
import { call } from '../station/call.ts';
import type { Failed } from '../station/reply.ts';
import { clockWords as w } from './clock-words.ts';

/** What the technician types: the same in every language. */
const commands = {
  synchronise: 'sudo timedatectl set-ntp true',
  set: (instant: string) => `sudo timedatectl set-time '${instant}'`,
} as const;

interface Props {
  readonly answer: ClockAnswer;
  readonly onClose: () => void;
  /** The station took the officer's word. */
  readonly onAnswer: (answer: ClockAnswer) => void;
  /** The station has another time by now. */
  readonly onStale: () => void;
}

/** Asks whether the date and time are right. What is confirmed is what is shown: it goes on as the station's does. */
export function ClockDialog({ answer, onClose, onAnswer, onStale }: Props) {
  const shown = useTime(answer);
  const [mends, setMends] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => main.current?.focus(), [mends]);

  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const body = { seen: Math.round(shown) };
    const reply = await call<ClockAnswer>({ method: 'POST', path: '/api/clock/confirmation', body });
    setBusy(false);
    if (reply.ok) {
      announce(w('clock.confirmed'));
      onAnswer(reply.value);
      return;
    }
    setFailure(reply.failure);
    onStale();
  };

  if (mends) {
    return (
      <Dialog
        key="mend"
        title={w('clock.mend-title')}
        onClose={onClose}
        actions={
          <>
            <Button onClick={() => setMends(false)}>{w('clock.back')}</Button>
            <Button kind="primary" buttonRef={main} onClick={onClose}>
              {w('clock.close')}
            </Button>
          </>
        }
      >
        <p>{w('clock.mend')}</p>
        <p>{w('clock.mend-line')}</p>
        <pre class="clock-command">{commands.synchronise}</pre>
        <p>{w('clock.mend-how')}</p>
        <pre class="clock-command">{commands.set(example(shown))}</pre>
        <p class="soft">{w('clock.mend-after')}</p>
      </Dialog>
    );
  }
  const { lastEntryAt, jumpMs, farDifferenceMs, state } = answer;
  const far = farDifferenceMs !== null && Math.abs(farDifferenceMs) >= 60_000 ? shown + farDifferenceMs : null;
  return (
    <Dialog
      key="ask"
      title={w('clock.title')}
      onClose={onClose}
      held={busy}
      actions={
        <>
          <Button disabled={busy} onClick={() => setMends(true)}>
            {w('clock.wrong')}
          </Button>
          <Button kind="primary" busy={busy} buttonRef={main} onClick={() => void confirm()}>
            {w('clock.right')}
          </Button>
        </>
      }
    >
      <p class="clock-now">{w('clock.now', { time: time(shown), day: day(shown) })}</p>
      {state === 'behind' && lastEntryAt !== null ? (
        <p>{w('clock.last-entry', { time: time(lastEntryAt), day: day(lastEntryAt) })}</p>
      ) : null}
      {jumpMs === null ? null : (
        <p>{w(jumpMs > 0 ? 'clock.jump-ahead' : 'clock.jump-back', { span: span(Math.abs(jumpMs)) })}</p>
      )}
      {far === null ? null : <p>{w('clock.far', { time: time(far), day: day(far) })}</p>}
      <p class="soft">{w('clock.compare')}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** The station's time now, going on from its answer by this screen's own seconds: this screen's clock may be wrong too. */
function useTime(answer: ClockAnswer): number {
  const from = useRef({ answer, at: performance.now() });
  if (from.current.answer !== answer) from.current = { answer, at: performance.now() };
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return answer.now + performance.now() - from.current.at;
}

function example(instant: number): string {
  const [date = '', month = '', year = ''] = day(instant).split('/');
  return `${year}-${month}-${date} ${time(instant)}:00`;
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return w('clock.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? w('clock.hours', { count: hours }) : w('clock.days', { count: Math.round(hours / 24) });
}
