import { Button } from '../../../design/button.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf } from '../use-act.ts';
import { w } from '../words.ts';
import { BrokenScanNotice } from './broken-scan-notice.tsx';
import { FinishScan } from './finish-scan.tsx';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';
import { ScanAgain } from './scan-again.tsx';
import { ScanChoices } from './scan-choices.tsx';
import { useScan } from './use-scan.ts';

/** The scan: the first one, or the rest after one that broke off. */
export function ScanStep({ officerId, loaded, onCompare }: StepProps) {
  const { detail } = loaded;
  const { busy, begin } = useScan(loaded);
  const some = detail.pages.length > 0;
  const words = w(some ? 'desk.scan-on' : 'desk.scan');
  useShortcut({ keys: 's', label: words, act: () => void begin() });
  return (
    <StepPanel
      step={`${detail.id}-scan-${detail.scans.length}`}
      title={w('desk.scan-title')}
      intro={w('desk.scan-intro')}
      failure={refusalOf(detail.id)}
      onSubmit={() => void begin()}
      main={
        <Button kind="primary" type="submit" keys="S" busy={busy}>
          {words}
        </Button>
      }
      {...(some ? { aside: <FinishScan loaded={loaded} onFinished={onCompare} /> } : {})}
    >
      <BrokenScanNotice original={detail} />
      <ScanChoices />
      {some ? (
        <div>
          <ScanAgain loaded={loaded} />
        </div>
      ) : null}
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
