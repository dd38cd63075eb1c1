import { t } from '../words/index.ts';
import { Shape } from './shape.tsx';
import './stepper.css';

interface Props {
  readonly label: string;
  readonly steps: readonly string[];
  /** From 0; `steps.length` when all are done. */
  readonly current: number;
}

/** Where one is on a way of a few steps. */
export function Stepper({ label, steps, current }: Props) {
  return (
    <ol class="stepper" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          class="stepper-step"
          data-state={index < current ? 'done' : index === current ? 'current' : 'ahead'}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
        >
          {index < current ? (
            <Shape name="tick" label={t('stepper.done')} />
          ) : (
            <span class="stepper-number">{index + 1}</span>
          )}
          <span>{step}</span>
          {index === current ? <span class="visually-hidden"> – {t('stepper.current')}</span> : null}
        </li>
      ))}
    </ol>
  );
}
