import { useState } from 'preact/hooks';
import { Button } from '../../../design/button.tsx';
import type { LoadedOriginal } from '../original-loader.tsx';
import { w } from '../words.ts';
import { LeaveDialog, type LeavingAct, leavingActs } from './leave-dialog.tsx';

interface Props {
  readonly officerId: string;
  readonly loaded: LoadedOriginal;
}

/** The ways out and back that the law's table allows now; the station says which. */
export function OtherActs({ officerId, loaded }: Props) {
  const [chosen, setChosen] = useState<LeavingAct | null>(null);
  const possible = leavingActs.filter((act) => loaded.detail.acts.includes(act));
  if (possible.length === 0) return null;
  return (
    <section class="step-other" aria-label={w('desk.other')}>
      <h3 class="step-other-title">{w('desk.other')}</h3>
      <div class="step-links">
        {possible.map((act) => (
          <Button key={act} kind={act === 'cancel' ? 'danger' : 'secondary'} onClick={() => setChosen(act)}>
            {w(`desk.act.${act}`)}…
          </Button>
        ))}
      </div>
      {chosen === null ? null : (
        <LeaveDialog officerId={officerId} loaded={loaded} act={chosen} onClose={() => setChosen(null)} />
      )}
    </section>
  );
}
