import { useState } from 'preact/hooks';
import type { AttemptAnswer, AttemptItem } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { time } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Shape, type ShapeName } from '../../design/shape.tsx';
import { giveUpAttempt, handOut } from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { askSigningClient, ownFailure } from '../../station/signing-client.ts';
import { either } from '../../words/index.ts';
import { Attestation } from './attestation.tsx';
import { byNumber } from './by-number.ts';
import { RegisterNumber } from './register-number.tsx';
import type { PileStep } from './step.ts';
import { w } from './words.ts';

/** A person reads, places a picture and types a PIN in the client meanwhile (milliseconds). */
const signPatienceMs = 10 * 60_000;

/** The station's sentences for the client end with their code. */
const stationsOwn = /\([A-Z]+(-[A-Z]+)+\)$/;

interface Props {
  readonly step: PileStep;
  readonly attempt: AttemptAnswer;
  readonly reload: () => Promise<void>;
  readonly onBack: () => void;
  /** The attempt is no more what this screen shows. */
  readonly onGone: (failure: Failed) => void;
}

/** A run with the signing client on this PC: what will be signed, one copy after another in the client, or given up. */
export function ClientAttempt({ step, attempt, reload, onBack, onGone }: Props) {
  const [doing, setDoing] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failed | null>(null);
  const [said, setSaid] = useState('');
  const { items, attemptId } = attempt;
  const waits = attempt.state === 'working';
  const left = items.filter((item) => item.state === 'prepared' || item.state === 'begun').length;

  const sign = async (): Promise<void> => {
    if (doing !== null) return;
    setFailure(null);
    setSaid('');
    setDoing('');
    const handed = await handOut(step.step, attemptId);
    await reload();
    if (!handed.ok) {
      setDoing(null);
      if (/^(SIGN|LAW|STORE)-/.test(handed.failure.code)) onGone(handed.failure);
      else setFailure(handed.failure);
      return;
    }
    const { client, jobs } = handed.value;
    for (const { originalId, request } of jobs) {
      setDoing(originalId);
      const answer = await askSigningClient(
        `${client.address}/${client.endpoint}`,
        JSON.stringify(request),
        signPatienceMs,
      );
      await reload();
      if (answer.kind === 'answered' && answer.status === 0) continue;
      // What the station itself refused stands at its copy already; the client only repeats it.
      if (answer.kind === 'answered' && stationsOwn.test(answer.message)) break;
      setFailure(await ownFailure(answer.kind === 'away' ? 'SIGN-CLIENT-AWAY' : 'SIGN-CLIENT-REFUSED'));
      setSaid(answer.kind === 'answered' ? answer.message : '');
      break;
    }
    setDoing(null);
  };
  const giveUp = async (): Promise<void> => {
    const reply = await giveUpAttempt(step.step, attemptId);
    if (!reply.ok) setFailure(reply.failure);
    await reload();
  };
  return (
    <div class="pile-work">
      {waits ? (
        <ul class="attempt-items" aria-label={w('attempt.results')}>
          {byNumber(items).map((item) => (
            <Waiting key={item.originalId} step={step} item={item} doing={doing === item.originalId} />
          ))}
        </ul>
      ) : (
        <ul class="attestations">
          {byNumber(items).map((item) => (
            <Attestation key={item.originalId} step={step} attemptId={attemptId} item={item} />
          ))}
        </ul>
      )}
      <aside class="pile-panel" aria-label={step.words.title()}>
        {failure === null ? null : (
          <FailureNotice failure={failure} {...(said === '' ? {} : { actions: <p>{w('client.said', { said })}</p> })} />
        )}
        <div role="status" class="pile-panel-words">
          <p class="pile-panel-count">
            {w(doing !== null ? 'client.look' : waits ? 'client.waiting' : 'client.ready')}
          </p>
          <p>
            {attempt.awaitedUntil === null || !waits
              ? w('client.how')
              : w('client.until', { time: time(attempt.awaitedUntil) })}
          </p>
          {waits ? <p>{w('attempt.progress', { done: items.length - left, total: items.length })}</p> : null}
        </div>
        {doing !== null ? null : waits ? (
          <Button onClick={() => void giveUp()}>{w('client.give-up')}</Button>
        ) : (
          <Button onClick={onBack}>{w('attempt.back')}</Button>
        )}
        <Button kind={step.button} busy={doing !== null} onClick={() => void sign()}>
          {step.words.act(left)}
        </Button>
      </aside>
    </div>
  );
}

interface WaitingProps {
  readonly step: PileStep;
  readonly item: AttemptItem;
  readonly doing: boolean;
}

function Waiting({ step, item, doing }: WaitingProps) {
  const done = item.state === 'done';
  const sentence = item.failureCode === null || done ? null : sentenceOf(item.failureCode);
  const [shape, word]: [ShapeName, string] = done
    ? ['tick', step.words.itemDone()]
    : doing
      ? ['pen', w('client.item-doing')]
      : ['clock', w('client.item-waiting')];
  return (
    <li class="attempt-item">
      <div>
        <h2>{item.title}</h2>
        <p class="attestation-number">
          <RegisterNumber text={item.registerNumber} />
        </p>
      </div>
      <div class="attempt-item-end">
        <p class="attempt-item-state" data-state={item.state}>
          <Shape name={shape} />
          {word}
        </p>
        {sentence === null ? null : (
          <Notice kind="waiting" {...(item.failureCode === null ? {} : { code: item.failureCode })}>
            {either(sentence)}
          </Notice>
        )}
      </div>
    </li>
  );
}
