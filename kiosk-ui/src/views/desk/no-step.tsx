import { Button } from '../../design/button.tsx';
import { go } from '../../router.ts';
import { newPath } from './place.ts';
import { StepPanel } from './step-panel.tsx';
import { w } from './words.ts';

/** The main button when nothing else is next: somebody new. */
export function NewButton() {
  return (
    <Button kind="primary" keys="N" onClick={() => go(newPath)}>
      {w('desk.new')}
    </Button>
  );
}

/** Nothing is chosen. */
export function NoStep() {
  return (
    <StepPanel step="none" title={w('desk.new')} intro={w('desk.choose')} main={<NewButton />}>
      <p class="soft small">{w('desk.choose-more')}</p>
    </StepPanel>
  );
}
