import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AttemptAnswer, PreparedAttempt } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Shape } from '../../design/shape.tsx';
import type { Failed } from '../../station/reply.ts';
import { Attestation } from './attestation.tsx';
import { byNumber } from './by-number.ts';
import { PinField } from './pin-field.tsx';
import type { PileStep } from './step.ts';
import { type PileWord, w } from './words.ts';

type PinState = PreparedAttempt['pinState'];

const tries: Readonly<Record<PinState, PileWord>> = {
  ok: 'attempt.tries-ok',
  low: 'attempt.tries-low',
  'final-try': 'attempt.tries-final',
  locked: 'attempt.tries-locked',
};

/** What a refused PIN says of the tries left (`triesLeft` of TOKEN-PIN-INCORRECT). */
const left: Readonly<Record<string, PileWord>> = {
  several: 'attempt.left-several',
  few: 'attempt.left-few',
  one: 'attempt.left-one',
};

interface Props {
  readonly step: PileStep;
  readonly attempt: AttemptAnswer;
  readonly pinState: PinState | null;
  readonly failure: Failed | null;
  /** An earlier PIN never reached the token. */
  readonly notBegun: boolean;
  readonly onPin: (pin: string, spendLastTry: boolean) => void;
  readonly onBack: () => void;
}

/** The pages that will be signed, and the PIN, once for all of them. */
export function AttemptAsk({ step, attempt, pinState, failure, notBegun, onPin, onBack }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [missing, setMissing] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const { items } = attempt;
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  // A refusal above the field pushes it down, in a low window to where the main button covers it.
  useEffect(() => {
    if (failure !== null) field.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);

  const send = (spendLastTry: boolean): void => {
    const input = field.current;
    if (!input) return;
    setMissing(input.value === '');
    if (input.value === '') {
      input.focus();
      return;
    }
    if (pinState === 'final-try' && !spendLastTry) {
      setConfirming(true);
      return;
    }
    const pin = input.value;
    input.value = '';
    onPin(pin, spendLastTry);
  };
  const leave = (): void => {
    if (field.current) field.current.value = '';
    onBack();
  };
  const known = left[String(failure?.facts['triesLeft'])];
  return (
    <div class="pile-work">
      <ul class="attestations">
        {byNumber(items).map((item) => (
          <Attestation key={item.originalId} step={step} attemptId={attempt.attemptId} item={item} />
        ))}
      </ul>
      <aside class="pile-panel" aria-label={step.words.title()}>
        {failure === null ? null : (
          <FailureNotice
            failure={failure}
            {...(failure.code === 'TOKEN-PIN-INCORRECT'
              ? {
                  actions: (
                    <p>
                      {known === undefined ? '' : `${w(known)} `}
                      {w('attempt.kept')}
                    </p>
                  ),
                }
              : {})}
          />
        )}
        {notBegun ? <Notice kind="info">{w('attempt.not-begun')}</Notice> : null}
        <PinField inputRef={field} missing={missing} describedBy={`${id}-tries`} onEnter={() => send(false)} />
        <p class="attempt-tries" id={`${id}-tries`} data-state={pinState ?? 'unknown'}>
          {pinState === null ? null : (
            <>
              <Shape name={pinState === 'ok' ? 'dot' : 'warning'} />
              <span>{w(tries[pinState])}</span>
            </>
          )}
        </p>
        <Button onClick={leave}>{w('attempt.back')}</Button>
        <Button kind={step.button} keys="Enter" onClick={() => send(false)}>
          {step.words.act(items.length)}
        </Button>
      </aside>
      {confirming ? (
        <Dialog
          title={w('attempt.last-title')}
          onClose={() => setConfirming(false)}
          actions={
            <>
              <Button onClick={() => setConfirming(false)}>{w('attempt.last-no')}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  setConfirming(false);
                  send(true);
                }}
              >
                {w('attempt.last-yes')}
              </Button>
            </>
          }
        >
          <p>{w('attempt.last-body')}</p>
        </Dialog>
      ) : null}
    </div>
  );
}
