import type { AnswerOnItsWay, OnlineFee, RequestState } from '../../../../src/web/contract/index.ts';
import { dayAndTime, money } from '../../design/format.ts';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { w } from './words.ts';

const marks: Readonly<Record<RequestState, { readonly tone: Tone; readonly shape: ShapeName }>> = {
  filed: { tone: 'amber', shape: 'clock' },
  supplement: { tone: 'amber', shape: 'back' },
  accepted: { tone: 'delivered', shape: 'tick' },
  refused: { tone: 'grey', shape: 'stop' },
  withdrawn: { tone: 'grey', shape: 'back' },
  ended: { tone: 'grey', shape: 'stop' },
  unreadable: { tone: 'amber', shape: 'warning' },
};

export function RequestMark({ state }: { readonly state: RequestState }) {
  return <StateMark {...marks[state]} word={w(`online.state.${state}`)} />;
}

/** What is known of the fee; what the portal has not said is not known. */
export function feeWords({ paid, amount, at }: OnlineFee): string {
  if (paid === null) return w('online.fee-unknown');
  if (!paid) return w('online.fee-unpaid');
  if (amount === null || at === null) return w('online.fee-paid');
  return w('online.fee-paid-amount', { amount: money(amount), when: dayAndTime(at) });
}

/** How far an answer has come. */
export function wayWords({ state, confirmedAt }: AnswerOnItsWay): string {
  return w(`online.way.${state}`, { when: confirmedAt === null ? '' : dayAndTime(confirmedAt) });
}
