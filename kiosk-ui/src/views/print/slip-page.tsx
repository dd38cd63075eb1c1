import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SlipAnswer } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Page } from '../../design/page.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import type { Failed, Reply } from '../../station/reply.ts';
import { t } from '../../words/index.ts';
import { PaperChoice, usePaper } from './paper-choice.tsx';
import { SlipSheet } from './sheet.tsx';
import { printWords as w } from './words.ts';
import './links.css';
import './print.css';

interface Props {
  readonly title: string;
  /** A book has a paper of its own. */
  readonly use: 'slip' | 'rates' | 'book';
  readonly answer: SlipAnswer | null;
  readonly failure: Failed | null;
  /** Where the station draws it as PDF. */
  readonly pdf: string;
  /** Has the station write down that it is handed over; null where nobody needs to know. */
  readonly issue: (() => Promise<Reply<object>>) | null;
  readonly onBack: () => void;
  readonly backWords: string;
  /** Beside the choice of paper. */
  readonly children?: ComponentChildren;
}

const intros = { slip: 'print.intro', rates: 'print.intro-rates', book: 'print.intro-book' } as const;

/** A slip before it is printed: the paper at its true size, *In*, *Tải PDF*. */
export function SlipPage({ title, use, answer, failure, pdf, issue, onBack, backWords, children }: Props) {
  const [paper, setPaper] = usePaper(use);
  const printing = usePrinting(answer === null ? null : issue);
  useShortcut(answer === null ? null : { keys: 'p', label: w('print.do'), act: () => void printing.print() });
  useShortcut({ keys: 'Escape', label: backWords, act: onBack });
  const shown = printing.failure ?? failure;
  return (
    <Page
      title={title}
      intro={w(intros[use])}
      width="wide"
      main={
        <>
          <Button keys="Esc" onClick={onBack}>
            {backWords}
          </Button>
          {answer === null ? null : (
            <>
              <a
                class="button button-secondary slip-link"
                href={use === 'book' ? pdf : `${pdf}?paper=${paper}`}
                download=""
              >
                {w('print.pdf')}
              </a>
              <Button kind="primary" keys="P" busy={printing.busy} onClick={() => void printing.print()}>
                {w('print.do')}
              </Button>
            </>
          )}
        </>
      }
    >
      {shown === null ? null : shown.status === 0 ? (
        <Notice kind="waiting">{t('shell.away')}</Notice>
      ) : (
        <FailureNotice failure={shown} />
      )}
      {answer === null ? (
        shown === null ? (
          <Empty title={w('print.asking')} />
        ) : null
      ) : (
        <>
          <div class="print-bar">
            {use === 'book' ? null : <PaperChoice paper={paper} onPaper={setPaper} />}
            {children}
          </div>
          <div class="print-desk">
            <SlipSheet slip={answer.slip} qr={answer.qr} paper={paper} />
          </div>
        </>
      )}
    </Page>
  );
}

/**
 * Prints after the station has written it down. Who prints by the browser's own menu has it written down as well, then
 * without waiting for it.
 */
function usePrinting(issue: Props['issue']) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const own = useRef(false);
  const latest = useRef(issue);
  latest.current = issue;
  useEffect(() => {
    const onPrint = (): void => {
      if (!own.current) void latest.current?.();
    };
    addEventListener('beforeprint', onPrint);
    return () => removeEventListener('beforeprint', onPrint);
  }, []);
  const print = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    const reply = await latest.current?.();
    setBusy(false);
    if (reply?.ok === false) {
      setFailure(reply.failure);
      return;
    }
    if (reply) announce(w('print.issued'));
    own.current = true;
    globalThis.print();
    own.current = false;
  };
  return { busy, failure, print };
}
