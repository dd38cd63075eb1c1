import type { Message } from '../../../src/web/contract/index.ts';
import type { ShapeName } from './shape.tsx';
import { StateMark, type Tone } from './state-mark.tsx';

type State = Message['state'];

const marks: Readonly<Record<State, { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  sending: { tone: 'ink', shape: 'clock' },
  confirmed: { tone: 'delivered', shape: 'double-tick' },
  rejected: { tone: 'seal', shape: 'warning' },
};

/** How far a message to a far side has come. */
export function MessageMark({ state, word }: { readonly state: State; readonly word: string }) {
  return <StateMark {...marks[state]} word={word} />;
}
