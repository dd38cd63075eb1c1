import { ORIGINAL_STATE_WORDS, type OriginalState } from '../../../src/web/contract/index.ts';
import { either } from '../words/index.ts';
import { Shape, type ShapeName } from './shape.tsx';
import './state-mark.css';

/** ink: the signer's turn; seal: the seal's turn; delivered: done and out; amber: waits; grey: over, or not known. */
export type Tone = 'ink' | 'seal' | 'delivered' | 'amber' | 'grey';

/** A state: its word, its shape, its colour. */
export function StateMark({
  tone,
  shape,
  word,
}: {
  readonly tone: Tone;
  readonly shape: ShapeName;
  readonly word: string;
}) {
  return (
    <span class={`state-mark tone-${tone}`}>
      <Shape name={shape} />
      {word}
    </span>
  );
}

const marks: Readonly<Record<OriginalState, { readonly tone: Tone; readonly shape: ShapeName }>> = {
  draft: { tone: 'grey', shape: 'ring' },
  scanned: { tone: 'grey', shape: 'dot' },
  compared: { tone: 'grey', shape: 'tick' },
  'awaiting-signature': { tone: 'ink', shape: 'pen' },
  signed: { tone: 'seal', shape: 'seal' },
  sealed: { tone: 'amber', shape: 'clock' },
  issued: { tone: 'amber', shape: 'tick' },
  delivered: { tone: 'delivered', shape: 'double-tick' },
  'returned-to-creator': { tone: 'amber', shape: 'back' },
  'returned-to-signer': { tone: 'amber', shape: 'back' },
  'supplement-asked': { tone: 'amber', shape: 'clock' },
  refused: { tone: 'grey', shape: 'stop' },
  withdrawn: { tone: 'grey', shape: 'back' },
  held: { tone: 'grey', shape: 'stop' },
  cancelled: { tone: 'grey', shape: 'stop' },
};

/** The state of an original, in the officers' words. */
export function OriginalStateMark({ state }: { readonly state: OriginalState }) {
  return <StateMark {...marks[state]} word={either(ORIGINAL_STATE_WORDS[state])} />;
}
