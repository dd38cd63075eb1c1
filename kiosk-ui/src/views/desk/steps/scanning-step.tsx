import { useState } from 'preact/hooks';
import type { ScanAnswer } from '../../../../../src/web/contract/index.ts';
import { Button } from '../../../design/button.tsx';
import * as api from '../../../station/api.ts';
import { runningScans } from '../running-scans.ts';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf, useAct } from '../use-act.ts';
import { w } from '../words.ts';
import type { StepProps } from './original-step.tsx';
import './scanning-step.css';

/** A scan under way: how far it is, and how to stop it. */
export function ScanningStep({ loaded, scan }: StepProps & { readonly scan: ScanAnswer }) {
  const { detail } = loaded;
  const { busy, run } = useAct(detail.id);
  const [stopping, setStopping] = useState(false);
  const kept = detail.pages.length;
  const percent = runningScans.value.get(scan.id)?.percent ?? null;
  const stop = async (): Promise<void> => {
    setStopping(true);
    if (!(await run(() => api.stopScan(scan.id)))) setStopping(false);
  };
  return (
    <StepPanel
      step={`${detail.id}-scanning-${scan.id}`}
      title={w('desk.scanning')}
      failure={refusalOf(detail.id)}
      main={
        <Button busy={busy || stopping} onClick={() => void stop()}>
          {w(stopping ? 'desk.scan-stopping' : 'desk.scan-stop')}
        </Button>
      }
    >
      <div class="scanning">
        <p class="scanning-large">{w('desk.scanning-page', { page: kept + 1 })}</p>
        <progress
          class="scanning-bar"
          max={100}
          {...(percent === null ? {} : { value: percent })}
          aria-label={w('desk.scanning-page', { page: kept + 1 })}
        />
        <p role="status">{kept === 0 ? w('desk.scanning-none') : w('desk.scanning-kept', { pages: kept })}</p>
      </div>
      <p class="soft">{w('desk.scanning-meanwhile')}</p>
    </StepPanel>
  );
}
