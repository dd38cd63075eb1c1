import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { FailureNotice } from '../../design/notice.tsx';
import type { Failed } from '../../station/reply.ts';
import { w } from './words.ts';
import './step-panel.css';

interface Props {
  /** Names the step: when it changes, the next step begins and takes the focus that the last one lost. */
  readonly step: string;
  readonly title: string;
  readonly intro?: ComponentChildren;
  readonly failure?: Failed | null;
  readonly children?: ComponentChildren;
  /** The main button, at the foot. */
  readonly main: ComponentChildren;
  /** Beside the main button, quietly. */
  readonly aside?: ComponentChildren;
  readonly onSubmit?: () => void;
}

/** The right column: the one next step, its main button always at the foot. */
export function StepPanel({ step, title, intro, failure, children, main, aside, onSubmit }: Props) {
  const ref = useRef<HTMLElement>(null);
  const id = useId();
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!lost) return;
    const panel = ref.current;
    const first = panel?.querySelector<HTMLElement>('.step-body input:not([disabled])') ?? panel?.querySelector('h2');
    first?.focus({ preventScroll: true });
  }, [step]);
  return (
    <section class="step" ref={ref} aria-labelledby={id}>
      <form
        class="step-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <div class="step-scroll">
          <div class="step-head">
            <p class="step-next">{w('desk.next')}</p>
            <h2 id={id} tabIndex={-1}>
              {title}
            </h2>
            {intro === undefined ? null : <p class="soft">{intro}</p>}
          </div>
          <div class="step-body">{children}</div>
        </div>
        <div class="step-foot">
          {failure ? <FailureNotice failure={failure} /> : null}
          {main}
          {aside}
        </div>
      </form>
    </section>
  );
}
