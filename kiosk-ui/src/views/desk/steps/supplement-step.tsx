import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import * as api from '../../../station/api.ts';
import { OriginalSlipLink } from '../../print/links.tsx';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf, useAct } from '../use-act.ts';
import { w } from '../words.ts';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';

/** The requester must bring something. */
export function SupplementStep({ officerId, loaded }: StepProps) {
  const { detail, reload } = loaded;
  const { busy, run } = useAct(detail.id);
  const send = async (): Promise<void> => {
    const received = await run(() => api.receiveSupplement(detail.id, { version: detail.version }));
    if (received) announce(w('desk.left', { act: w('desk.act.supplement-received') }));
    await reload();
  };
  return (
    <StepPanel
      step={`${detail.id}-supplement`}
      title={w('desk.act.ask-supplement')}
      failure={refusalOf(detail.id)}
      onSubmit={() => void send()}
      main={
        <Button kind="primary" type="submit" busy={busy}>
          {w('desk.act.supplement-received')}
        </Button>
      }
    >
      <Notice kind="waiting" title={w('desk.supplement-waits')}>
        {detail.reason === null ? null : w('desk.reason', { reason: detail.reason })}
      </Notice>
      <OriginalSlipLink kind="supplement" original={detail} />
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
