import type { OpenTelling, StationAnswer } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { OpenFigures, OpenRow } from './open-row.tsx';
import { machineWords as w } from './words.ts';

interface Props {
  readonly beside: NonNullable<StationAnswer['portal']['beside']>;
  readonly open: readonly OpenTelling[];
  readonly busy: ReadonlySet<string>;
  readonly onRetry: (dossierId: string) => void;
  readonly onThere: (dossierId: string) => void;
}

/** What waits for the one-stop system beside the portal. */
export function OneStopQueue({ beside, open, busy, onRetry, onThere }: Props) {
  const refusal = beside.refusal === null ? null : sentenceOf(beside.refusal);
  return (
    <Sheet title={w('machine.one-stop')}>
      {beside.refusal === null ? null : (
        <Notice kind="waiting" code={beside.refusal}>
          {refusal === null ? beside.refusal : either(refusal)}
        </Notice>
      )}
      <dl class="figure-list">
        <OpenFigures {...beside} />
      </dl>
      {open.length === 0 ? null : (
        <ul class="record-list">
          {open.map((one) => (
            <OpenRow
              key={one.dossierId}
              title={w('machine.dossier', { code: one.dossierCode })}
              since={one.changedAt}
              message={one}
              kind={w('machine.one-stop')}
              busy={busy.has(one.dossierId)}
              onRetry={() => onRetry(one.dossierId)}
              onThere={() => onThere(one.dossierId)}
            />
          ))}
        </ul>
      )}
      <p class="machine-measured soft small">
        {beside.lastConfirmedAt === null
          ? w('machine.one-stop-none-yet')
          : w('machine.one-stop-last', { time: dayAndTime(beside.lastConfirmedAt) })}
      </p>
    </Sheet>
  );
}
