import { useEffect, useRef, useState } from 'preact/hooks';
import { CHECK_BYTES_MAX, type CheckAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Page } from '../../design/page.tsx';
import { Shape } from '../../design/shape.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import type { Failed } from '../../station/reply.ts';
import { titles } from '../../words/titles.ts';
import { Answer } from './answer.tsx';
import { isPdf, sendFile } from './send-file.ts';
import { checkWords as w } from './words.ts';
import './check.css';

type State =
  | { readonly at: 'empty' }
  | { readonly at: 'checking'; readonly name: string }
  | { readonly at: 'unfit'; readonly why: 'not-pdf' | 'too-large' | 'several' }
  | { readonly at: 'failed'; readonly failure: Failed; readonly file: File }
  | { readonly at: 'answered'; readonly answer: CheckAnswer; readonly name: string };

const sizeWords = `${CHECK_BYTES_MAX / 1024 / 1024} MB`;

/** Drop a PDF: one sentence says what it is to this station, and below it stands why. */
export default function Check() {
  const [state, setState] = useState<State>({ at: 'empty' });
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const check = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (!file) return;
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    if (files.length > 1) return setState({ at: 'unfit', why: 'several' });
    if (file.size > CHECK_BYTES_MAX) return setState({ at: 'unfit', why: 'too-large' });
    setState({ at: 'checking', name: file.name });
    const pdf = await isPdf(file).catch(() => false);
    const reply = pdf ? await sendFile(file, own.signal) : null;
    if (own.signal.aborted) return;
    if (reply === null) setState({ at: 'unfit', why: 'not-pdf' });
    else if (reply.ok) setState({ at: 'answered', answer: reply.value, name: file.name });
    else setState({ at: 'failed', failure: reply.failure, file });
  };
  const choose = (): void => input.current?.click();
  const label = w(state.at === 'answered' ? 'check.choose-other' : 'check.choose');
  useShortcut({ keys: 'C', label, act: choose });
  const busy = state.at === 'checking';

  return (
    <Page
      title={titles('titles.check')}
      intro={w('check.intro')}
      main={
        <Button kind="primary" keys="C" busy={busy} onClick={choose}>
          {label}
        </Button>
      }
    >
      <input
        ref={input}
        hidden
        type="file"
        accept="application/pdf,.pdf"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          void check(files);
        }}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button does the same by keyboard */}
      <div
        class="check-drop"
        data-over={over}
        data-small={state.at === 'answered'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void check([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <Shape name={busy ? 'clock' : 'dot'} />
        <div role="status">
          {state.at === 'checking' ? (
            <p class="check-drop-title">{w('check.doing', { name: state.name })}</p>
          ) : (
            <>
              <p class="check-drop-title">{w(state.at === 'answered' ? 'check.drop-other' : 'check.drop')}</p>
              {state.at === 'answered' ? null : <p class="soft">{w('check.drop-more')}</p>}
            </>
          )}
        </div>
      </div>
      {state.at === 'unfit' ? (
        <Notice kind="waiting">{w(`check.unfit.${state.why}`, { size: sizeWords })}</Notice>
      ) : null}
      {state.at === 'failed' ? (
        <FailureNotice
          failure={state.failure}
          actions={<Button onClick={() => void check([state.file])}>{w('check.again')}</Button>}
        />
      ) : null}
      {state.at === 'answered' ? <Answer answer={state.answer} fileName={state.name} /> : null}
    </Page>
  );
}
