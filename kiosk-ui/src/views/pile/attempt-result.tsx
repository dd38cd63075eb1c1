import type { AttemptAnswer, AttemptItem } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Shape } from '../../design/shape.tsx';
import { copyUrl } from '../../station/api.ts';
import { station } from '../../station/lamps.ts';
import type { Failed } from '../../station/reply.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { sealWords } from '../seal/words.ts';
import { byNumber } from './by-number.ts';
import { RegisterNumber } from './register-number.tsx';
import type { PileStep } from './step.ts';
import { w } from './words.ts';

interface Props {
  readonly step: PileStep;
  readonly attempt: AttemptAnswer;
  readonly failure: Failed | null;
  readonly onAgain: (originals: string[]) => void;
  readonly onBack: () => void;
}

/** What became of each copy, and that the token can be taken out. */
export function AttemptResult({ step, attempt, failure, onAgain, onBack }: Props) {
  const { items } = attempt;
  const done = items.filter((item) => item.state === 'done').length;
  const rest = items.filter((item) => item.state === 'failed').map((item) => item.originalId);
  const token = station.value?.tokens.tokens.some((one) => one.yours) ?? true;
  return (
    <div class="pile-work">
      <ul class="attempt-items" aria-label={w('attempt.results')}>
        {byNumber(items).map((item) => (
          <ItemResult key={item.originalId} step={step} item={item} />
        ))}
      </ul>
      <aside class="pile-panel" aria-label={w('attempt.results')}>
        {failure === null ? null : <FailureNotice failure={failure} />}
        <Notice kind={done === items.length ? 'done' : 'waiting'}>
          <p class="pile-panel-count">{step.words.summary(done, items.length)}</p>
          {done === 0 ? null : <p>{step.words.next()}</p>}
        </Notice>
        {attempt.provider === 'vgca' ? null : (
          <p class="attempt-token" data-there={token} role="status">
            <Shape name={token ? 'warning' : 'tick'} />
            <strong>{w(token ? 'attempt.remove-token' : 'attempt.token-removed')}</strong>
          </p>
        )}
        {rest.length === 0 ? null : (
          <Button onClick={() => onAgain(rest)}>{w('attempt.again', { count: rest.length })}</Button>
        )}
        <Button kind="primary" onClick={onBack}>
          {w('attempt.to-pile')}
        </Button>
      </aside>
    </div>
  );
}

function ItemResult({ step, item }: { readonly step: PileStep; readonly item: AttemptItem }) {
  const done = item.state === 'done';
  const sentence = item.failureCode === null ? null : sentenceOf(item.failureCode);
  return (
    <li class="attempt-item">
      <div>
        <h2>{item.title}</h2>
        <p class="attestation-number">
          <RegisterNumber text={item.registerNumber} />
        </p>
        {done && step.checks ? (
          <a
            class="attestation-link"
            href={copyUrl(item.originalId)}
            target="_blank"
            rel="noopener"
            aria-label={sealWords('seal.copy-of', { title: item.title })}
          >
            {sealWords('seal.copy')}
          </a>
        ) : null}
      </div>
      <div class="attempt-item-end">
        <p class="attempt-item-state" data-state={item.state}>
          <Shape name={done ? 'tick' : 'stop'} />
          {done ? step.words.itemDone() : step.words.itemFailed()}
        </p>
        {done ? null : (
          <p class="small">
            {sentence === null ? w('attempt.other-failed') : either(sentence)}{' '}
            {item.failureCode === null ? null : <span class="soft">{item.failureCode}</span>}
          </p>
        )}
      </div>
    </li>
  );
}
