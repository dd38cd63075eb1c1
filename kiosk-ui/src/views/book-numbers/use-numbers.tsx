import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AwaitedNumber, AwaitedNumbers, NumbersBody } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import * as api from '../../station/book-numbers.ts';
import { useDraft } from '../../station/drafts.ts';
import type { Failed } from '../../station/reply.ts';
import { useLive } from '../../station/use-live.ts';
import { useAct } from '../desk/use-act.ts';
import { NumberRow } from './number-row.tsx';
import { AskNumbers, type Question, questionOf } from './question.tsx';
import { numberWords as w } from './words.ts';
import './book-numbers.css';

interface Typed {
  readonly volume: string;
  readonly numbers: Readonly<Record<string, string>>;
  /** Those whose number is being corrected. */
  readonly correcting: readonly string[];
  readonly reason: string;
}

const nothing: Typed = { volume: '', numbers: {}, correcting: [], reason: '' };
const whole = (text: string, highest: number): number | null =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= highest ? Number(text) : null;

interface Numbers {
  readonly list: AwaitedNumbers | null;
  readonly failure: Failed | null;
  /** Whether something can be typed: the main button is there then. */
  readonly open: boolean;
  readonly main: ComponentChildren;
  readonly body: ComponentChildren;
  readonly send: () => void;
}

/** Entering numbers as the book has them: of every copy that waits, or of `only` one. Nothing typed is lost. */
export function useNumbers(officerId: string, only?: string): Numbers {
  const live = useLive('awaited-numbers', api.listAwaited, ({ type }) =>
    ['original-changed', 'dossier-changed', 'station-changed'].includes(type),
  );
  const draft = useDraft(officerId, only === undefined ? 'numbers' : `numbers:${only}`, nothing);
  const { busy, failure, run, clear } = useAct();
  const [judged, setJudged] = useState(false);
  const [asked, setAsked] = useState<{ readonly question: Question; readonly body: NumbersBody } | null>(null);
  const list = live.value.value;
  const typed = draft.value.value;
  const lines = (list?.originals ?? []).filter(({ originalId }) => only === undefined || originalId === only);
  const isOpen = ({ originalId, number, correctable }: AwaitedNumber): boolean =>
    number === null || (correctable && typed.correcting.includes(originalId));
  const openLines = lines.filter(isOpen);
  const filled = openLines.filter(({ originalId }) => (typed.numbers[originalId] ?? '').trim() !== '');
  const volumeText = typed.volume === '' ? String(list?.volume ?? 1).padStart(2, '0') : typed.volume;
  const volume = whole(volumeText, 999);
  const errorOf = ({ originalId }: AwaitedNumber): string | null => {
    const text = typed.numbers[originalId] ?? '';
    if (text.trim() === '') return judged && filled.length === 0 ? w('numbers.need-one') : null;
    return judged && whole(text, 999_999) === null ? w('numbers.need') : null;
  };

  const put = async (body: NumbersBody): Promise<void> => {
    let refusal: Failed | null = null;
    const done = await run(async () => {
      const reply = await api.enterNumbers(body);
      if (!reply.ok) refusal = reply.failure;
      return reply;
    });
    const question = refusal === null ? null : questionOf(refusal);
    if (question !== null) {
      clear();
      setAsked({ question, body });
      return;
    }
    setAsked(null);
    if (done === null) return;
    announce(w('numbers.done', { count: done.entered }));
    draft.clear();
    setJudged(false);
    await live.reload();
  };
  const send = (): void => {
    setJudged(true);
    const numbers = filled.map(({ originalId, number }) => ({
      originalId,
      number: whole(typed.numbers[originalId] ?? '', 999_999) ?? 0,
      ...(number === null ? {} : { instead: number }),
    }));
    if (busy || list === null || volume === null || numbers.length === 0) return;
    if (numbers.some(({ number }) => number === 0)) return;
    void put({ year: list.year, volume, numbers });
  };
  const rowOf = (line: AwaitedNumber) => (
    <NumberRow
      key={line.originalId}
      line={line}
      alone={only !== undefined}
      open={isOpen(line)}
      value={typed.numbers[line.originalId] ?? ''}
      error={errorOf(line)}
      onValue={(value) => draft.set({ numbers: { ...typed.numbers, [line.originalId]: value } })}
      onEnter={send}
      onOpen={(open) => {
        const others = typed.correcting.filter((id) => id !== line.originalId);
        draft.set({
          correcting: open ? [...others, line.originalId] : others,
          numbers: { ...typed.numbers, [line.originalId]: '' },
        });
      }}
    />
  );
  const [without, given] = [
    lines.filter(({ number }) => number === null),
    lines.filter(({ number }) => number !== null),
  ];
  return {
    list,
    failure: live.failure.value,
    open: openLines.length > 0,
    send,
    main: (
      <Button kind="primary" busy={busy} onClick={send}>
        {filled.length > 1 ? w('numbers.do-many', { count: filled.length }) : w('numbers.do')}
      </Button>
    ),
    body:
      list === null ? null : (
        <>
          {failure === null ? null : <FailureNotice failure={failure} />}
          {openLines.length === 0 ? null : (
            <div class="book-volume">
              <Field
                label={w('numbers.volume')}
                hint={w('numbers.volume-hint', { year: list.year, type: list.registerType })}
                value={volumeText}
                onValue={(value) => draft.set({ volume: value })}
                inputMode="numeric"
                autocomplete="off"
                maxLength={3}
                error={judged && volume === null ? w('numbers.need-volume') : null}
              />
              <p class="soft small">
                {list.last === null ? w('numbers.last-none') : w('numbers.last', { number: list.last })}
              </p>
            </div>
          )}
          {only === undefined ? (
            <>
              {without.length === 0 ? null : (
                <Sheet title={w('numbers.waiting')}>
                  <ul class="book-numbers">{without.map(rowOf)}</ul>
                </Sheet>
              )}
              {given.length === 0 ? null : (
                <Sheet title={w('numbers.given')}>
                  <ul class="book-numbers">{given.map(rowOf)}</ul>
                </Sheet>
              )}
            </>
          ) : (
            <ul class="book-numbers">{lines.map(rowOf)}</ul>
          )}
          {asked === null ? null : (
            <AskNumbers
              key={asked.question.title}
              question={asked.question}
              busy={busy}
              reason={typed.reason}
              onReason={(reason) => draft.set({ reason })}
              onClose={() => setAsked(null)}
              onYes={() => {
                const confirmed = asked.question.yes(asked.body.confirmed ?? {});
                const reason = typed.reason.trim().normalize('NFC');
                void put({ ...asked.body, confirmed, ...(reason === '' ? {} : { reason }) });
              }}
            />
          )}
        </>
      ),
  };
}
