import type { ComponentChildren } from 'preact';
import { Button } from '../../design/button.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import type { PileModel } from './pile-model.ts';
import type { PileStep } from './step.ts';
import { w } from './words.ts';

interface Props {
  readonly step: PileStep;
  readonly pile: PileModel;
  readonly preparing: boolean;
  readonly onAct: () => void;
  readonly children?: ComponentChildren;
}

/** The right column: what is chosen, and the one main button at its foot. */
export function MainPanel({ step, pile, preparing, onAct, children }: Props) {
  const { chosen } = pile;
  const ready = chosen.length > 0;
  const unread = chosen.filter((line) => pile.unread(line).length > 0).length;
  const label = step.words.act(chosen.length);
  useShortcut(ready ? { keys: step.key, label, act: onAct } : null);
  return (
    <aside class="pile-panel" aria-label={step.words.title()}>
      {children}
      <div class="pile-panel-words" aria-live="polite">
        {ready ? (
          <p class="pile-panel-count">
            {w('pile.chosen', {
              count: chosen.length,
              pages: chosen.reduce((sum, line) => sum + line.pages, 0),
            })}
          </p>
        ) : (
          <>
            <p class="pile-panel-count">{w('pile.chosen-none')}</p>
            <p class="soft small">{w('pile.chosen-hint')}</p>
          </>
        )}
        {unread === 0 ? null : <p class="pile-panel-warning">{w('pile.unread-warning', { count: unread })}</p>}
      </div>
      <Button kind={step.button} disabled={!ready} busy={preparing} keys={step.key} onClick={onAct}>
        {preparing ? w('pile.preparing') : ready ? label : step.words.title()}
      </Button>
    </aside>
  );
}
