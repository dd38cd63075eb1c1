import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf } from '../use-act.ts';
import { w } from '../words.ts';
import { BrokenScanNotice } from './broken-scan-notice.tsx';
import { Facts } from './facts.tsx';
import { MoreScans } from './more-scans.tsx';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';
import { TooLarge } from './too-large.tsx';

/** Scanned, or sent back: what is there is compared with the paper. */
export function ReviewStep({ officerId, loaded, onCompare }: StepProps) {
  const { detail } = loaded;
  useShortcut({ keys: 'c', label: w('desk.compare-open'), act: onCompare });
  return (
    <StepPanel
      step={`${detail.id}-review`}
      title={w('desk.compare')}
      intro={w('desk.compare-intro')}
      failure={refusalOf(detail.id)}
      onSubmit={onCompare}
      main={
        <Button kind="primary" type="submit" keys="C">
          {w('desk.compare-open')}
        </Button>
      }
    >
      {detail.state === 'returned-to-creator' ? (
        <Notice kind="waiting" title={w('desk.returned')}>
          {detail.reason === null ? null : w('desk.reason', { reason: detail.reason })}
        </Notice>
      ) : null}
      <BrokenScanNotice original={detail} />
      <TooLarge original={detail} />
      <Facts original={detail} />
      <MoreScans loaded={loaded} />
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
