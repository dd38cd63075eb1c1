import { useEffect, useRef } from 'preact/hooks';
import type { CheckAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { either } from '../../words/index.ts';
import { type Row, Rows } from './evidence.tsx';
import { Outside } from './outside.tsx';
import { checkWords as w } from './words.ts';

/** What is not known is grey: it is neither good nor bad. */
const looks: Readonly<Record<CheckAnswer['result'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  issued: { tone: 'delivered', shape: 'tick' },
  'not-checked': { tone: 'amber', shape: 'clock' },
  cancelled: { tone: 'seal', shape: 'stop' },
  unsealed: { tone: 'seal', shape: 'seal' },
  valid: { tone: 'delivered', shape: 'tick' },
  open: { tone: 'grey', shape: 'ring' },
  failed: { tone: 'seal', shape: 'stop' },
  unsigned: { tone: 'grey', shape: 'ring' },
  unread: { tone: 'grey', shape: 'ring' },
};

/** The one sentence: the office's own of its copies, the validator's of any other file. */
function sentenceOf({ result, decision, outside }: CheckAnswer): string {
  switch (result) {
    case 'cancelled':
      return decision === null ? w('check.result.cancelled') : w('check.result.cancelled-by', { decision });
    case 'issued':
    case 'not-checked':
    case 'unsealed':
      return w(`check.result.${result}`);
    case 'valid':
    case 'open':
    case 'failed':
    case 'unsigned':
    case 'unread':
      return outside === null ? w(`check.mark.${result}`) : either(outside.sentence);
  }
}

function moreOf({ result, signatures }: CheckAnswer): string {
  const proven = signatures.length > 0 && signatures.every(({ revocation }) => revocation === 'good');
  return result === 'issued' && proven ? w('check.more.issued-proven') : w(`check.more.${result}`);
}

/** One sentence, its mark, and what it rests on. The sentence takes the focus, so that it is heard first. */
export function Answer({ answer, fileName }: { readonly answer: CheckAnswer; readonly fileName: string }) {
  const { result, code, message, outside } = answer;
  const sentence = useRef<HTMLHeadingElement>(null);
  useEffect(() => sentence.current?.focus(), [answer]);
  const begins = outside?.begins ?? null;
  return (
    <div class="check-report">
      <section class="check-answer" data-result={result}>
        <StateMark {...looks[result]} word={w(`check.mark.${result}`)} />
        <h2 class="check-sentence" tabIndex={-1} ref={sentence}>
          {sentenceOf(answer)}
        </h2>
        <p>{moreOf(answer)}</p>
        {outside === null || begins === null ? null : (
          <p>{w(outside.beginsWhole ? `check.begins.${begins}-whole` : `check.begins.${begins}`)}</p>
        )}
        {code === null || message === null ? null : (
          <Notice kind="waiting" code={code}>
            {either(message)}
          </Notice>
        )}
        {outside === null ? null : (
          <p class="check-small">{[outside.indication, outside.subIndication].filter(Boolean).join(' · ')}</p>
        )}
        <div class="check-print">
          <Button onClick={() => window.print()}>{w('check.print')}</Button>
        </div>
      </section>
      {outside === null ? null : <Outside outside={outside} />}
      <Sheet title={w('check.evidence')}>
        <Rows rows={evidence(answer, fileName)} />
      </Sheet>
    </div>
  );
}

function evidence(answer: CheckAnswer, fileName: string): readonly Row[] {
  const { registerNumber, title, signatures, sealedAt, signedAt } = answer;
  const when = { signer: signedAt, seal: sealedAt };
  const names = { signer: w('check.signer'), seal: w('check.seal') };
  return [
    ...(registerNumber === null ? [] : [[w('check.number'), registerNumber] as const]),
    ...(title === null ? [] : [[w('check.paper'), title] as const]),
    ...signatures.map(({ role, subjectCommonName, serialHex, revocation, pades }): Row => {
      const at = when[role];
      return [
        names[role],
        at === null ? subjectCommonName : `${subjectCommonName} – ${w('check.at', { time: dayAndTime(at) })}`,
        w('check.serial', { serial: serialHex }),
        `${w('check.revocation')}: ${w(`check.revocation.${revocation}`)}`,
        ...(pades ? [] : [w('check.not-pades')]),
      ];
    }),
    [w('check.file'), fileName, w('check.size', { bytes: count(answer.length) })],
    [w('check.hash'), answer.sha256],
    [w('check.checked-at'), dayAndTime(answer.checkedAt)],
  ];
}
