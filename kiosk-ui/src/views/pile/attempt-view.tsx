import { useEffect, useRef, useState } from 'preact/hooks';
import type { PreparedAttempt, ReopenedAttempt } from '../../../../src/web/contract/index.ts';
import { FailureNotice } from '../../design/notice.tsx';
import { Page } from '../../design/page.tsx';
import { getAttempt, givePin } from '../../station/api.ts';
import { onEvent } from '../../station/live.ts';
import type { Failed } from '../../station/reply.ts';
import { useLive } from '../../station/use-live.ts';
import { AttemptAsk } from './attempt-ask.tsx';
import { AttemptProgress } from './attempt-progress.tsx';
import { AttemptResult } from './attempt-result.tsx';
import { ClientAttempt } from './client-attempt.tsx';
import type { Begin, Said } from './pile-view.tsx';
import type { PileStep } from './step.ts';
import { w } from './words.ts';
import './pile.css';
import './attempt.css';

/** It is about the copies, not about the token or the request: what was composed is not true any more. */
const aboutCopies = /^(SIGN|LAW|STORE)-/;
/** Nothing is amiss but the PIN: the same copies are asked for anew. */
const askAnew = [
  'TOKEN-PIN-INCORRECT',
  'TOKEN-PIN-LAST-TRY',
  'TOKEN-PIN-LENGTH',
  'TOKEN-ALREADY-LOGGED-IN',
  'TOKEN-BUSY',
];
/** While an answer is missing, the attempt itself is asked this often (milliseconds). */
const askEveryMs = 2_000;

interface Props {
  readonly step: PileStep;
  readonly attemptId: string;
  /** As it was answered when it was made; null after a reload. */
  readonly prepared: PreparedAttempt | null;
  /** Why it took the place of an earlier one. */
  readonly why: Failed | null;
  readonly begin: Begin;
  readonly toPile: (why?: Said) => void;
}

/** One run with the token: what will be signed, the PIN, how it goes, what became of each copy. */
export function AttemptView({ step, attemptId, prepared, why, begin, toPile }: Props) {
  const live = useLive<ReopenedAttempt>(
    `attempt:${attemptId}`,
    (read) => getAttempt(step.step, attemptId, read),
    (event) => (event.type === 'attempt-ended' && event.attemptId === attemptId) || event.type === 'original-changed',
  );
  const attempt = live.value.value ?? prepared;
  const [phase, setPhase] = useState<'asking' | 'sending' | 'unsure'>('asking');
  const [failure, setFailure] = useState<Failed | null>(why);
  const [notBegun, setNotBegun] = useState(false);
  const made = useProgress(attemptId);
  const mounted = useMounted();

  const state = attempt?.state;
  const working = state === 'working';
  useEffect(() => {
    if (phase !== 'unsure' && !(working && phase === 'asking')) return;
    const timer = setInterval(() => void live.reload(), askEveryMs);
    return () => clearInterval(timer);
  }, [phase, working, live]);
  const answer = live.value.value;
  const before = useRef<ReopenedAttempt | null>(null);
  useEffect(() => {
    if (phase !== 'unsure' || answer === before.current || answer?.state === 'working') return;
    setNotBegun(answer?.state === 'prepared');
    setPhase('asking');
  }, [phase, answer]);

  // Not found: somebody else's, or none. One that went back: what was composed for it will not be signed.
  const notFound = live.failure.value?.code === 'STORE-NOT-FOUND' ? live.failure.value : null;
  const dropped =
    phase === 'asking' && state === 'prepared' ? attempt?.items.find((item) => item.state === 'failed') : undefined;
  useEffect(() => {
    if (notFound) toPile({ failure: notFound });
    else if (dropped) toPile({ code: dropped.failureCode ?? 'SIGN-ATTEMPT-ENDED' });
  }, [notFound, dropped]);

  const send = async (pin: string, spendLastTry: boolean): Promise<void> => {
    if (!attempt || phase !== 'asking') return;
    setFailure(null);
    setNotBegun(false);
    setPhase('sending');
    const reply = await givePin(step.step, attemptId, pin, spendLastTry);
    if (!mounted.current) return;
    if (reply.ok) {
      await live.reload();
      setPhase('asking');
      return;
    }
    const said = reply.failure;
    if (said.status === 0) {
      // What was read before the station went away does not say what became of the PIN.
      before.current = live.value.peek();
      setPhase('unsure');
      return;
    }
    if (aboutCopies.test(said.code)) {
      toPile({ failure: said });
      return;
    }
    await live.reload();
    if (!mounted.current) return;
    const closed = live.value.peek()?.state !== 'prepared';
    if (closed && askAnew.includes(said.code)) {
      const refused = await begin(
        attempt.items.map((item) => item.originalId),
        { why: said },
      );
      if (!refused) return;
      setFailure(refused);
    } else setFailure(said);
    setPhase('asking');
  };

  const again = async (originals: string[]): Promise<void> => {
    const refused = await begin(originals, { why: null });
    if (refused && mounted.current) setFailure(refused);
  };

  const onPc = attempt?.provider === 'vgca' && (attempt.state === 'prepared' || attempt.state === 'working');
  const title = !attempt || attempt.state === 'prepared' ? step.words.attempt() : step.words.title();
  const sending = phase !== 'asking' || working;
  return (
    <Page
      title={title}
      width="wide"
      intro={state === 'prepared' && !sending && !onPc ? w('attempt.will-be') : undefined}
    >
      {live.failure.value && !attempt ? <FailureNotice failure={live.failure.value} /> : null}
      {!attempt ? null : onPc ? (
        <ClientAttempt
          step={step}
          attempt={attempt}
          reload={() => live.reload()}
          onBack={() => toPile()}
          onGone={(gone) => toPile({ failure: gone })}
        />
      ) : sending ? (
        <AttemptProgress step={step} attempt={attempt} made={made} unsure={phase === 'unsure'} />
      ) : attempt.state === 'prepared' ? (
        <AttemptAsk
          step={step}
          attempt={attempt}
          pinState={attempt.pinState}
          failure={failure}
          notBegun={notBegun}
          onPin={(pin, spendLastTry) => void send(pin, spendLastTry)}
          onBack={() => toPile()}
        />
      ) : (
        <AttemptResult
          step={step}
          attempt={attempt}
          failure={failure}
          onAgain={(originals) => void again(originals)}
          onBack={() => toPile()}
        />
      )}
    </Page>
  );
}

/** How many signatures the token has made. */
function useProgress(attemptId: string): number {
  const [made, setMade] = useState(0);
  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'attempt-progress' && event.attemptId === attemptId) setMade(event.done);
      }),
    [attemptId],
  );
  return made;
}

function useMounted(): { current: boolean } {
  const mounted = useRef(true);
  useEffect(
    () => () => {
      mounted.current = false;
    },
    [],
  );
  return mounted;
}
