import { useState } from 'preact/hooks';
import type { OriginalDetail, PileLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Page } from '../../design/page.tsx';
import { Thumbnail } from '../../design/thumbnail.tsx';
import { pileWidth } from '../../design/thumbnail-widths.ts';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { getOriginal, pageUrl } from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { MainPanel } from './main-panel.tsx';
import { PageSheet } from './page-sheet.tsx';
import { Unread } from './pile-line.tsx';
import type { PileModel } from './pile-model.ts';
import { RegisterNumber } from './register-number.tsx';
import { SignatureCheck } from './signature-check.tsx';
import type { PileStep } from './step.ts';
import { w } from './words.ts';
import './pile.css';
import './reading.css';

interface Props {
  readonly step: PileStep;
  readonly pile: PileModel;
  readonly originalId: string;
  readonly preparing: boolean;
  readonly onAct: () => void;
  readonly onReturn: (line: PileLine) => void;
}

/** Every page of one original at reading size; which were looked at is kept and said. */
export function Reading({ step, pile, originalId, preparing, onAct, onReturn }: Props) {
  const live = useLive<OriginalDetail>(
    `original:${originalId}`,
    (read) => getOriginal(originalId, read),
    (event) => event.type === 'original-changed' && event.originalId === originalId,
  );
  const [ordinal, setOrdinal] = useState(1);
  const line = pile.lines?.find((one) => one.originalId === originalId);
  const pages = live.value.value?.pages ?? [];
  const page = pages.find((one) => one.ordinal === ordinal) ?? pages[0];
  const turn = (by: number): void => setOrdinal(Math.min(pages.length, Math.max(1, (page?.ordinal ?? 1) + by)));
  const back = (): void => go(step.root);
  const toggle = (): void => {
    if (line) pile.choose(line, !pile.isChosen(line));
  };
  useShortcut({ keys: 'ArrowRight', label: w('reading.next'), act: () => turn(1) });
  useShortcut({ keys: 'ArrowLeft', label: w('reading.previous'), act: () => turn(-1) });
  useShortcut({ keys: 'PageDown', label: w('reading.next'), act: () => turn(1) });
  useShortcut({ keys: 'PageUp', label: w('reading.previous'), act: () => turn(-1) });
  useShortcut({ keys: 'Escape', label: w('reading.back'), act: back });
  useShortcut({ keys: 'C', label: w('reading.choose'), act: toggle });
  useShortcut(line ? { keys: 'R', label: w('pile.return'), act: () => onReturn(line) } : null);

  const title = line?.title ?? live.value.value?.title ?? step.words.title();
  const failure = live.failure.value;
  const unread = line ? pile.unread(line) : [];
  return (
    <Page title={title} width="wide" main={<Button onClick={back}>{w('reading.back')}</Button>}>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {pile.lines !== null && !line ? (
        <Notice kind="info" actions={<Button onClick={back}>{w('reading.back')}</Button>}>
          {w('reading.gone')}
        </Notice>
      ) : line ? (
        <div class="pile-work reading">
          <nav class="reading-strip" aria-label={w('reading.pages')}>
            {pages.map((one) => (
              <Thumbnail
                key={one.ordinal}
                ordinal={one.ordinal}
                src={pageUrl(originalId, one.ordinal, pileWidth)}
                widthPx={one.widthPx}
                heightPx={one.heightPx}
                width={4.5}
                selected={one === page}
                note={unread.includes(one.ordinal) ? w('reading.not-looked') : undefined}
                onOpen={() => setOrdinal(one.ordinal)}
              />
            ))}
          </nav>
          {page ? (
            <PageSheet
              key={page.ordinal}
              originalId={originalId}
              page={page}
              total={pages.length}
              onTurn={turn}
              onLooked={() => pile.looked(line, page.ordinal)}
            />
          ) : (
            <div class="reading-waiting" />
          )}
          <MainPanel step={step} pile={pile} preparing={preparing} onAct={onAct}>
            <ul class="reading-facts">
              {step.checks && line.registerNumber !== null ? (
                <li class="pile-number">
                  <RegisterNumber text={line.registerNumber} />
                </li>
              ) : null}
              <li>{w('pile.pages', { count: line.pages })}</li>
              <li>{w('pile.creator', { name: line.creator.fullName })}</li>
              <li>{w('pile.requester', { name: line.requesterName })}</li>
              <li>{w('pile.due', { time: dayAndTime(line.dueAt) })}</li>
            </ul>
            {step.checks ? <SignatureCheck checks={pile.checks} line={line} /> : null}
            <Unread pile={pile} line={line} />
            <div class="reading-acts">
              <Button keys="C" disabled={!pile.choosable(line)} onClick={toggle}>
                {w(pile.isChosen(line) ? 'reading.unchoose' : 'reading.choose')}
              </Button>
              <Button keys="R" onClick={() => onReturn(line)}>
                {w('pile.return')}
              </Button>
            </div>
          </MainPanel>
        </div>
      ) : null}
    </Page>
  );
}
