import type { AttemptAnswer } from '../../../../src/web/contract/index.ts';
import { Notice } from '../../design/notice.tsx';
import { Shape, type ShapeName } from '../../design/shape.tsx';
import { byNumber } from './by-number.ts';
import { RegisterNumber } from './register-number.tsx';
import type { PileStep } from './step.ts';
import { w } from './words.ts';

interface Props {
  readonly step: PileStep;
  readonly attempt: AttemptAnswer;
  /** Signatures made by the token, in the order of the items. */
  readonly made: number;
  readonly unsure: boolean;
}

/** How the run goes, copy by copy. */
export function AttemptProgress({ step, attempt, made, unsure }: Props) {
  const { items } = attempt;
  const { words } = step;
  return (
    <div class="pile-work">
      <ul class="attempt-items" aria-label={w('attempt.results')}>
        {byNumber(items).map((item) => {
          const index = items.indexOf(item);
          const [shape, word]: [ShapeName, string] =
            index < made
              ? ['tick', words.itemMade()]
              : index === made && !unsure
                ? ['pen', words.itemDoing()]
                : ['clock', w('attempt.item-waiting')];
          return (
            <li key={item.originalId} class="attempt-item">
              <div>
                <h2>{item.title}</h2>
                <p class="attestation-number">
                  <RegisterNumber text={item.registerNumber} />
                </p>
              </div>
              <p class="attempt-item-state">
                <Shape name={shape} />
                {word}
              </p>
            </li>
          );
        })}
      </ul>
      <aside class="pile-panel" aria-label={words.doing()}>
        <div role="status" class="pile-panel-words">
          <p class="pile-panel-count">{words.doing()}</p>
          <p>{w('attempt.progress', { done: made, total: items.length })}</p>
        </div>
        <progress class="attempt-progress" value={made} max={items.length} aria-label={words.doing()} />
        {unsure ? <Notice kind="waiting">{w('attempt.unsure')}</Notice> : <p>{w('attempt.keep-token')}</p>}
      </aside>
    </div>
  );
}
