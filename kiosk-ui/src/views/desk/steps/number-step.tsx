import { FailureNotice, Notice } from '../../../design/notice.tsx';
import { useNumbers } from '../../book-numbers/use-numbers.tsx';
import { NewButton } from '../no-step.tsx';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf } from '../use-act.ts';
import { w } from '../words.ts';
import { Facts } from './facts.tsx';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';

/** Before the signature, where numbers come from outside: the number that the book gave is entered here. */
export function NumberStep({
  officerId,
  loaded,
  state,
}: StepProps & { readonly state: 'awaiting-signature' | 'returned-to-signer' }) {
  const { detail } = loaded;
  const numbers = useNumbers(officerId, detail.id);
  const missing = detail.registerNumber === null;
  return (
    <StepPanel
      step={`${detail.id}-${state}-number`}
      title={detail.title}
      failure={refusalOf(detail.id)}
      main={numbers.open ? numbers.main : <NewButton />}
      {...(numbers.open ? { onSubmit: numbers.send } : {})}
    >
      <Notice kind={missing ? 'waiting' : 'info'}>{w(missing ? 'desk.wait.number' : `desk.wait.${state}`)}</Notice>
      {numbers.failure === null ? null : <FailureNotice failure={numbers.failure} />}
      {numbers.body}
      <Facts original={detail} />
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
