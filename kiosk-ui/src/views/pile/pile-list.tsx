import { useRef, useState } from 'preact/hooks';
import type { PileLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Page } from '../../design/page.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { MainPanel } from './main-panel.tsx';
import { Line } from './pile-line.tsx';
import type { PileModel } from './pile-model.ts';
import type { Said } from './pile-view.tsx';
import { attemptPath, type PileStep } from './step.ts';
import { w } from './words.ts';
import './pile.css';

interface Props {
  readonly step: PileStep;
  readonly pile: PileModel;
  readonly said: Said;
  readonly preparing: boolean;
  readonly onAct: () => void;
  readonly onReturn: (line: PileLine) => void;
}

/** What waits, due soonest first, to be read, chosen, signed together or returned. */
export function PileList({ step, pile, said, preparing, onAct, onReturn }: Props) {
  const { lines, chosen, failure } = pile;
  const list = useRef<HTMLUListElement>(null);
  const [pointed, setPointed] = useState(-1);
  const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('.pile-read') ?? [])];
  const move = (by: number): void => {
    const all = rows();
    const next = pointed < 0 ? 0 : Math.min(all.length - 1, Math.max(0, pointed + by));
    all[next]?.focus();
  };
  const line = lines?.[pointed];
  const some = lines !== null && lines.length > 0;
  useShortcut(some ? { keys: 'ArrowDown', label: w('pile.key-down'), act: () => move(1) } : null);
  useShortcut(some ? { keys: 'ArrowUp', label: w('pile.key-up'), act: () => move(-1) } : null);
  // Space and Enter belong to whatever has the focus; here they are only named for the list of keys.
  useShortcut(some ? { keys: w('pile.space'), label: w('pile.key-space'), act: () => {} } : null);
  useShortcut(some ? { keys: 'Enter ↵', label: w('pile.key-enter'), act: () => {} } : null);
  useShortcut(some ? { keys: 'R', label: w('pile.return'), act: () => (line ? onReturn(line) : move(0)) } : null);

  const choosable = lines?.filter(pile.choosable) ?? [];
  const all = choosable.length > 0 && chosen.length === choosable.length;
  return (
    <Page title={step.words.title()} width="wide" intro={some ? w('pile.count', { count: lines.length }) : undefined}>
      {said === null ? null : 'failure' in said ? (
        <FailureNotice failure={said.failure} />
      ) : 'code' in said ? (
        <Notice kind="waiting" code={said.code}>
          {either(sentenceOf(said.code) ?? { vi: '', en: '' })}
        </Notice>
      ) : (
        <Notice kind="done">{said.done}</Notice>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {pile.waiting === null ? null : (
        <Notice kind="waiting" actions={<Link href={attemptPath(step.root, pile.waiting)}>{w('client.reopen')}</Link>}>
          {w('client.open')}
        </Notice>
      )}
      {lines === null ? (
        <p class="soft">{failure === null ? w('pile.loading') : ''}</p>
      ) : lines.length === 0 ? (
        <Empty title={step.words.empty()}>{step.words.emptyMore()}</Empty>
      ) : (
        <div class="pile-work">
          <div class="pile-left">
            <h2 class="visually-hidden">{w('pile.list')}</h2>
            <div class="pile-tools">
              <Button disabled={choosable.length === 0} onClick={() => pile.chooseAll(!all)}>
                {w(all ? 'pile.choose-none' : 'pile.choose-all')}
              </Button>
            </div>
            <ul
              class="pile"
              ref={list}
              onFocusIn={(event) => setPointed(rowOf(list.current, event.target))}
              onKeyDown={(event) => {
                const onLink = event.target instanceof HTMLElement && event.target.matches('.pile-read');
                if (event.key !== ' ' || !onLink || !line) return;
                event.preventDefault();
                pile.choose(line, !pile.isChosen(line));
              }}
            >
              {lines.map((one) => (
                <Line key={one.originalId} step={step} pile={pile} line={one} onReturn={() => onReturn(one)} />
              ))}
            </ul>
          </div>
          <MainPanel step={step} pile={pile} preparing={preparing} onAct={onAct} />
        </div>
      )}
    </Page>
  );
}

function rowOf(list: HTMLUListElement | null, target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest('.pile > li') : null;
  return list && row ? [...list.children].indexOf(row) : -1;
}
