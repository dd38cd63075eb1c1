import { useState } from 'preact/hooks';
import type { CategoriesAnswer, Category, CategoryVersion } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { call } from '../../station/call.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { useLive } from '../../station/use-live.ts';
import { either } from '../../words/index.ts';
import { useAct } from '../desk/use-act.ts';
import { categoriesWords as w } from './categories-words.ts';
import { CategoryDecisionDialog, Differences } from './category-decision.tsx';
import { SectionPage } from './section-page.tsx';
import './categories.css';

const marks: Readonly<Record<CategoryVersion['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  proposed: { tone: 'amber', shape: 'clock' },
  current: { tone: 'delivered', shape: 'tick' },
  past: { tone: 'grey', shape: 'ring' },
  declined: { tone: 'grey', shape: 'stop' },
  overtaken: { tone: 'grey', shape: 'ring' },
};

/** What a category is called. */
export function nameOf({ kind, code }: Pick<Category, 'kind' | 'code'>): string {
  return kind === 'procedure' ? w('categories.procedure', { code: code ?? '' }) : w(`categories.${kind}`);
}

/** *Danh mục*: what the station has of the portal's categories, and what waits for the unit admin's word. */
export default function CategoriesSection() {
  const { value, failure, reload } = useLive(
    'categories',
    (read) => call<CategoriesAnswer>({ method: 'GET', path: '/api/categories', ...read }),
    (event) => event.type === 'station-changed',
  );
  const act = useAct();
  const [asked, setAsked] = useState<Category | null>(null);
  const answer = value.value;
  const pull = async (): Promise<void> => {
    if (await act.done(() => call<null>({ method: 'POST', path: '/api/categories/pull' }))) {
      announce(w('categories.pulled'));
    }
    await reload();
  };
  const done = (): void => {
    setAsked(null);
    void reload();
  };
  return (
    <SectionPage
      title={w('categories.title')}
      intro={w('categories.intro')}
      main={
        answer?.offered ? (
          <Button kind="primary" busy={act.busy} disabled={answer.running} onClick={() => void pull()}>
            {answer.running ? w('categories.pulling') : w('categories.pull')}
          </Button>
        ) : undefined
      }
    >
      {failure.value === null ? null : <FailureNotice failure={failure.value} />}
      {act.failure === null ? null : <FailureNotice failure={act.failure} />}
      {answer?.offered === false ? <Notice kind="info">{w('categories.not-offered')}</Notice> : null}
      {(answer?.categories ?? []).map((category) => (
        <CategorySheet key={category.name} category={category} onDecide={() => setAsked(category)} />
      ))}
      {asked === null ? null : (
        <CategoryDecisionDialog category={asked} name={nameOf(asked)} onClose={done} onDone={done} />
      )}
    </SectionPage>
  );
}

function CategorySheet({ category, onDecide }: { readonly category: Category; readonly onDecide: () => void }) {
  const { versions, answeredAt, failureCode, differences, own } = category;
  const current = versions.find(({ state }) => state === 'current') ?? null;
  const older = versions.filter(({ state }) => state !== 'current' && state !== 'proposed');
  const sentence = failureCode === null ? null : sentenceOf(failureCode);
  const name = nameOf(category);
  return (
    <Sheet title={name}>
      {own || current ? (
        <div class="category-marks">
          {current ? <StateMark {...marks.current} word={w('categories.state.current')} /> : null}
          {own ? <StateMark tone="ink" shape="dot" word={w('categories.own')} /> : null}
        </div>
      ) : null}
      {category.seen === null ? null : (
        <Notice
          kind="waiting"
          title={w('categories.change')}
          actions={
            <Button label={w('categories.accept-one', { name })} onClick={onDecide}>
              {w('categories.accept')}
            </Button>
          }
        >
          <p>{w('categories.change-safe')}</p>
          <Differences differences={differences} />
        </Notice>
      )}
      {current === null ? null : <Content version={current} />}
      <p class="soft small">
        {answeredAt === null ? w('categories.never') : w('categories.answered', { time: dayAndTime(answeredAt) })}
        {current?.validFrom ? ` · ${w('categories.since', { time: dayAndTime(current.validFrom) })}` : ''}
        {current && current.dossiers > 0 ? ` · ${w('categories.dossiers', { count: current.dossiers })}` : ''}
      </p>
      {failureCode === null ? null : (
        <p class="small">
          {w('categories.failed')} {sentence === null ? null : either(sentence)} <span class="soft">{failureCode}</span>
        </p>
      )}
      {older.length === 0 ? null : (
        <details class="category-older">
          <summary>{w('categories.older')}</summary>
          <ul>
            {older.map((version) => (
              <Older key={version.id} version={version} />
            ))}
          </ul>
        </details>
      )}
    </Sheet>
  );
}

/** What is in force: a procedure with what the office relies on, of a list its length. */
function Content({ version: { procedure, entries } }: { readonly version: CategoryVersion }) {
  if (procedure === null) return <p>{w('categories.entries', { count: count(entries) })}</p>;
  const lines = (list: readonly { readonly code: string; readonly name: string }[]): string =>
    list.map(({ code, name }) => `${name} (${code})`).join('; ') || w('categories.none');
  const fees = procedure.fees
    .map(({ amount, unit, note }) => [amount, unit, note].filter(Boolean).join(' '))
    .join('; ');
  return (
    <>
      <p>{procedure.name}</p>
      {procedure.published === false ? <p class="small">{w('categories.unpublished-now')}</p> : null}
      <dl class="category-facts">
        <dt>{w('categories.field')}</dt>
        <dd>{lines(procedure.fields)}</dd>
        <dt>{w('categories.results')}</dt>
        <dd>{lines(procedure.results)}</dd>
        <dt>{w('categories.fees')}</dt>
        <dd>{fees || w('categories.none')}</dd>
      </dl>
    </>
  );
}

function Older({ version }: { readonly version: CategoryVersion }) {
  const { state, pulledAt, validFrom, validUntil, dossiers, decidedBy, decidedAt, procedure, entries } = version;
  const facts = [
    validFrom !== null && validUntil !== null
      ? w('categories.until', { from: dayAndTime(validFrom), until: dayAndTime(validUntil) })
      : dayAndTime(pulledAt),
    ...(procedure === null
      ? [entries === 0 && dossiers > 0 ? w('categories.as-set') : w('categories.entries', { count: count(entries) })]
      : []),
    ...(dossiers > 0 ? [w('categories.dossiers', { count: dossiers })] : []),
    ...(decidedBy !== null && decidedAt !== null
      ? [w('categories.decided', { who: decidedBy, time: dayAndTime(decidedAt) })]
      : []),
  ];
  return (
    <li class="admin-row">
      <div class="admin-row-words">
        <div class="admin-row-head">
          <StateMark {...marks[state]} word={w(`categories.state.${state}`)} />
        </div>
        {procedure === null ? null : <p class="small">{procedure.name}</p>}
        <p class="soft small">{facts.join(' · ')}</p>
      </div>
    </li>
  );
}
