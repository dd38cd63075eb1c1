import { useState } from 'preact/hooks';
import { SECRECY_STATEMENTS } from '../../../../../src/web/contract/index.ts';
import { Button } from '../../../design/button.tsx';
import { Checklist } from '../../../design/checklist.tsx';
import * as api from '../../../station/api.ts';
import { either } from '../../../words/index.ts';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf, useAct } from '../use-act.ts';
import { w } from '../words.ts';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';

const statements = ['noSecrecyStamp', 'noCopyBan'] as const;

/** Before the first page: the officer has looked at the paper itself. Without both statements there is no scan. */
export function SecrecyStep({ officerId, loaded }: StepProps) {
  const { detail, reload } = loaded;
  // Not kept as a draft: a confirmation is made in one go, at the paper.
  const [ticked, setTicked] = useState<string[]>([]);
  const { busy, run } = useAct(detail.id);
  const complete = statements.every((id) => ticked.includes(id));
  const send = async (): Promise<void> => {
    if (!complete) return;
    if (await run(() => api.confirmSecrecy(detail.id, { noSecrecyStamp: true, noCopyBan: true }))) await reload();
  };
  return (
    <StepPanel
      step={`${detail.id}-secrecy`}
      title={w('desk.secrecy')}
      intro={w('desk.secrecy-intro')}
      failure={refusalOf(detail.id)}
      onSubmit={() => void send()}
      main={
        <>
          {complete ? null : <p class="soft small">{w('desk.secrecy-need')}</p>}
          <Button kind="primary" type="submit" busy={busy} disabled={!complete}>
            {w('desk.secrecy-do')}
          </Button>
        </>
      }
    >
      <Checklist
        title={w('desk.secrecy-list')}
        items={statements.map((id) => ({ id, words: either(SECRECY_STATEMENTS[id]), law: w('desk.secrecy-law') }))}
        ticked={ticked}
        onTick={setTicked}
      />
      <p class="soft small">{w('desk.secrecy-not')}</p>
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
