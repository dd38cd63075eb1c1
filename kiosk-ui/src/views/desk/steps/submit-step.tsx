import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import * as api from '../../../station/api.ts';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf, useAct } from '../use-act.ts';
import { w } from '../words.ts';
import { Facts } from './facts.tsx';
import { MoreScans } from './more-scans.tsx';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';
import { cannotBeSigned, TooLarge } from './too-large.tsx';

/** Compared: the fee is known, and the original goes to the signer. */
export function SubmitStep({ officerId, loaded, onCompare }: StepProps) {
  const { detail, reload } = loaded;
  const { busy, run } = useAct(detail.id);
  const blocked = cannotBeSigned(detail);
  const send = async (): Promise<void> => {
    if (busy || blocked) return;
    const sent = await run(() => api.submitOriginal(detail.id, { version: detail.version }));
    if (sent) announce(w('desk.submitted', { title: detail.title }));
    await reload();
  };
  useShortcut({ keys: 't', label: w('desk.submit'), act: () => void send() });
  useShortcut({ keys: 'c', label: w('desk.compare-again'), act: onCompare });
  return (
    <StepPanel
      step={`${detail.id}-submit`}
      title={w('desk.submit')}
      intro={w('desk.submit-intro')}
      failure={refusalOf(detail.id)}
      onSubmit={() => void send()}
      main={
        <Button kind="primary" type="submit" keys="T" busy={busy} disabled={blocked}>
          {w('desk.submit')}
        </Button>
      }
    >
      <TooLarge original={detail} />
      <Facts original={detail} />
      <div>
        <Button keys="C" onClick={onCompare}>
          {w('desk.compare-again')}
        </Button>
      </div>
      <MoreScans loaded={loaded} />
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
