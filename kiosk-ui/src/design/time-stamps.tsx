import type { TimeStamps } from '../../../src/web/contract/index.ts';
import { sentenceOf } from '../station/sentences.ts';
import { either, wordsOf } from '../words/index.ts';
import { timeStampsEn } from '../words/time-stamps.en.ts';
import { timeStampsVi } from '../words/time-stamps.vi.ts';
import { Notice } from './notice.tsx';
import type { ShapeName } from './shape.tsx';
import { StateMark, type Tone } from './state-mark.tsx';

const w = wordsOf(timeStampsVi, timeStampsEn);

const marks: Readonly<Record<TimeStamps['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  present: { tone: 'delivered', shape: 'tick' },
  without: { tone: 'grey', shape: 'ring' },
  stopped: { tone: 'seal', shape: 'warning' },
};

/** Whether a copy has its time-stamps; nothing for one that never was to get any. */
export function TimeStampsMark({ stamps }: { readonly stamps: TimeStamps | null }) {
  return stamps === null ? null : <StateMark {...marks[stamps.state]} word={w(`stamps.${stamps.state}`)} />;
}

/** The word for a file that is held until it has them. */
export const heldWord = (): string => w('stamps.waiting');

/** What it means now that they are not there; where the file is taken (`byHand`) also what was in the way last. */
export function TimeStampsNotice({ stamps, byHand }: { readonly stamps: TimeStamps | null; readonly byHand: boolean }) {
  if (stamps === null || (stamps.state !== 'waiting' && stamps.state !== 'stopped')) return null;
  const stopped = stamps.state === 'stopped';
  const code = stopped || byHand ? stamps.failureCode : null;
  const sentence = code === null ? null : sentenceOf(code);
  return (
    <Notice kind={stopped ? 'danger' : 'waiting'} {...(code === null ? {} : { code })}>
      {stopped ? null : <p>{w(byHand ? 'stamps.take-now' : 'stamps.file-waits')}</p>}
      {sentence === null ? null : <p>{either(sentence)}</p>}
    </Notice>
  );
}
