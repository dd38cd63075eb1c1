import type { StationAnswer } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime, time } from '../../design/format.ts';
import { FailureNotice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { heldWords, oneLineLook, oneLineWord, useWords } from '../../shell/lamp.ts';
import { putLinePause } from '../../station/api.ts';
import { lampWords } from '../../words/lamps.ts';
import { useAct } from '../desk/use-act.ts';
import { machineWords as w } from './words.ts';
import './lines.css';

type Line = StationAnswer['portal']['lines'][number];

interface Props {
  readonly lines: readonly Line[];
  readonly now: number;
  /** Whether the officer may pause one. */
  readonly mayPause: boolean;
}

/** The lines of an office that has several, in the order in which they are preferred. */
export function Lines({ lines, now, mayPause }: Props) {
  const { busy, failure, run } = useAct();
  const pause = async ({ name }: Line, paused: boolean): Promise<void> => {
    if (busy) return;
    if (await run(() => putLinePause({ name, paused }))) {
      announce(w(paused ? 'machine.line-paused' : 'machine.line-resumed', { name }));
    }
  };
  return (
    <Sheet title={w('machine.lines')}>
      <p class="soft small">{w('machine.lines-how')}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <ol class="record-list">
        {lines.map((line) => (
          <Row
            key={line.name}
            line={line}
            busy={busy}
            mayPause={mayPause}
            onPause={(paused) => void pause(line, paused)}
          />
        ))}
      </ol>
      <p class="machine-measured soft small">{w('machine.measured', { time: time(now) })}</p>
    </Sheet>
  );
}

interface RowProps {
  readonly line: Line;
  readonly busy: boolean;
  readonly mayPause: boolean;
  readonly onPause: (paused: boolean) => void;
}

function Row({ line, busy, mayPause, onPause }: RowProps) {
  const { name, kind, inUse, lastExchangeAt, usedBytes, quotaBytes, messagesHeld, documentsHeld, heldUntil } = line;
  const paused = messagesHeld === 'paused';
  const facts = [
    lampWords(`lamp.one.kind.${kind}`),
    lastExchangeAt === null ? w('machine.line-never') : w('machine.line-last', { time: dayAndTime(lastExchangeAt) }),
    useWords(line),
  ];
  return (
    <li class="record">
      <div class="record-words">
        <div class="machine-part-head">
          <h3>{name}</h3>
          <StateMark {...oneLineLook(line)} word={oneLineWord(line)} />
          {inUse ? <span class="machine-line-used">{w('machine.line-used')}</span> : null}
        </div>
        <ul class="record-facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {quotaBytes === 0 ? null : (
          <meter
            class="machine-line-quota"
            aria-label={w('machine.line-quota', { name })}
            min={0}
            max={quotaBytes}
            high={quotaBytes * 0.8}
            value={Math.min(usedBytes, quotaBytes)}
          />
        )}
        {documentsHeld === null ? null : (
          <p class="soft small">{heldWords({ reason: documentsHeld, until: heldUntil })}</p>
        )}
      </div>
      {mayPause ? (
        <Button
          busy={busy}
          label={w(paused ? 'machine.line-resume-of' : 'machine.line-pause-of', { name })}
          onClick={() => onPause(!paused)}
        >
          {w(paused ? 'machine.line-resume' : 'machine.line-pause')}
        </Button>
      ) : null}
    </li>
  );
}
