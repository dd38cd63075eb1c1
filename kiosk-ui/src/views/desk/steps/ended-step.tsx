import { Notice } from '../../../design/notice.tsx';
import { OriginalSlipLink } from '../../print/links.tsx';
import { NewButton } from '../no-step.tsx';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf } from '../use-act.ts';
import { w } from '../words.ts';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';

type Ended = 'refused' | 'withdrawn' | 'held' | 'cancelled';

/** Out of the office's hands, with the reason. */
export function EndedStep({ officerId, loaded, state }: StepProps & { readonly state: Ended }) {
  const { detail } = loaded;
  return (
    <StepPanel step={`${detail.id}-${state}`} title={detail.title} failure={refusalOf(detail.id)} main={<NewButton />}>
      <Notice kind="info" title={w(`desk.ended.${state}`)}>
        {detail.reason === null ? null : w('desk.reason', { reason: detail.reason })}
      </Notice>
      {state === 'refused' ? <OriginalSlipLink kind="refusal" original={detail} /> : null}
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
