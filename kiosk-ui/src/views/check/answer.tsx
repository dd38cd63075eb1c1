import { useEffect, useRef } from 'preact/hooks';
import type { CheckAnswer } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { either } from '../../words/index.ts';
import { checkWords as w } from './words.ts';

/** What is not known is grey: it is neither good nor bad. */
const looks: Readonly<Record<CheckAnswer['result'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  issued: { tone: 'delivered', shape: 'tick' },
  'not-checked': { tone: 'amber', shape: 'clock' },
  cancelled: { tone: 'seal', shape: 'stop' },
  unknown: { tone: 'grey', shape: 'ring' },
};

/** One sentence, its mark, and what it rests on. The sentence takes the focus, so that it is heard first. */
export function Answer({ answer, fileName }: { readonly answer: CheckAnswer; readonly fileName: string }) {
  const { result, code, message } = answer;
  const sentence = useRef<HTMLHeadingElement>(null);
  useEffect(() => sentence.current?.focus(), [answer]);
  const rows = evidence(answer, fileName);
  return (
    <>
      <section class="check-answer" data-result={result}>
        <StateMark {...looks[result]} word={w(`check.mark.${result}`)} />
        <h2 class="check-sentence" tabIndex={-1} ref={sentence}>
          {w(`check.result.${result}`)}
        </h2>
        <p>{w(`check.more.${result}`)}</p>
        {code === null || message === null ? null : (
          <Notice kind="waiting" code={code}>
            {either(message)}
          </Notice>
        )}
      </section>
      <Sheet title={w('check.evidence')}>
        <dl class="check-evidence">
          {rows.map(([name, ...lines]) => (
            <div key={name}>
              <dt>{name}</dt>
              {lines.map((line) => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
        </dl>
      </Sheet>
    </>
  );
}

type Row = readonly [string, ...string[]];

function evidence(answer: CheckAnswer, fileName: string): readonly Row[] {
  const { registerNumber, title, signatures, sealedAt, signedAt } = answer;
  const when = { signer: signedAt, seal: sealedAt };
  const names = { signer: w('check.signer'), seal: w('check.seal') };
  return [
    ...(registerNumber === null ? [] : [[w('check.number'), registerNumber] as const]),
    ...(title === null ? [] : [[w('check.paper'), title] as const]),
    ...signatures.map(({ role, subjectCommonName, serialHex, revocation }): Row => {
      const at = when[role];
      return [
        names[role],
        at === null ? subjectCommonName : `${subjectCommonName} – ${w('check.at', { time: dayAndTime(at) })}`,
        w('check.serial', { serial: serialHex }),
        `${w('check.revocation')}: ${w(`check.revocation.${revocation}`)}`,
      ];
    }),
    [w('check.file'), fileName, w('check.size', { bytes: count(answer.length) })],
    [w('check.hash'), answer.sha256],
    [w('check.checked-at'), dayAndTime(answer.checkedAt)],
  ];
}
