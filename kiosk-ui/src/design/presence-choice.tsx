import { wordsOf } from '../words/index.ts';
import { presenceEn } from '../words/presence.en.ts';
import { presenceVi } from '../words/presence.vi.ts';
import { Button } from './button.tsx';
import './records.css';

const w = wordsOf(presenceVi, presenceEn);

/** Whether a refusal means that a person has to look whether the receiving side has the dossier. */
export const isUncertain = (failureCode: string | null): boolean => failureCode === 'PORTAL-ADD-UNCERTAIN';

/** What is announced after the word that it is there. */
export const notedWord = (): string => w('presence.done');

interface Props {
  /** The dossier's code, where the buttons stand among those of other dossiers. */
  readonly dossierCode?: string;
  readonly busy: boolean;
  readonly onThere: () => void;
  readonly onAgain: () => void;
}

/** The choice after looking: it is there and goes as a change, or it is not and is added. */
export function PresenceChoice({ dossierCode: code, busy, onThere, onAgain }: Props) {
  const label = (key: 'presence.there-one' | 'presence.again-one') =>
    code === undefined ? {} : { label: w(key, { code }) };
  return (
    <div class="act-list">
      <Button busy={busy} onClick={onThere} {...label('presence.there-one')}>
        {w('presence.there')}
      </Button>
      <Button busy={busy} onClick={onAgain} {...label('presence.again-one')}>
        {w('presence.again')}
      </Button>
    </div>
  );
}
