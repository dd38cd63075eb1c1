import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackupLine, BackupsAnswer } from '../../../../src/web/contract/index.ts';
import { age } from '../../design/age.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime, time } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Sheet } from '../../design/page.tsx';
import { Reason } from '../../design/reason.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { backupLamp } from '../../shell/own-lamps.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { backupsWords as w } from '../../words/backups.ts';
import { useAct } from '../desk/use-act.ts';
import { PreparePlace } from './prepare-place.tsx';
import { machineWords } from './words.ts';

/** How many of the last backups are named. */
const named = 10;

/** The office's backups: the place, the age of the last verified one, the last ten, and one more at once. */
export function Backups() {
  const { value, failure, reload } = useLive('backups', api.getBackups, ({ type }) => type === 'station-changed');
  const { busy, failure: refused, run } = useAct();
  const [preparing, setPreparing] = useState(false);
  const answer = value.value;
  useAnnouncedEnd(answer);
  const mayBegin = answer?.configured === true;
  const begin = async (): Promise<void> => {
    if (!mayBegin || busy || answer.running) return;
    if (await run(api.startBackup)) announce(w('backups.begun'));
    await reload();
  };
  useShortcut(mayBegin ? { keys: 'B', label: w('backups.now'), act: () => void begin() } : null);
  if (answer === null) return failure.value === null ? null : <FailureNotice failure={failure.value} />;
  const lamp = backupLamp(answer, answer.readAt);
  return (
    <Sheet title={w('backups.title')}>
      <div class="machine-part-head">
        <StateMark tone={lamp.tone} shape={lamp.shape} word={lamp.word} />
      </div>
      {answer.configured ? (
        <p class="soft small">{lamp.why}</p>
      ) : (
        <Notice
          kind="waiting"
          title={w('backups.unset')}
          actions={
            <Link class="button button-secondary" href="/quan-tri/cai-dat">
              {w('backups.to-setting')}
            </Link>
          }
        >
          {w('backups.unset-do')}
        </Notice>
      )}
      <Facts answer={answer} />
      {refused === null ? null : <FailureNotice failure={refused} />}
      {answer.configured ? (
        <div class="act-list">
          <Button keys="B" busy={busy || answer.running} onClick={() => void begin()}>
            {w('backups.now')}
          </Button>
          <Button disabled={answer.running} onClick={() => setPreparing(true)}>
            {w('backups.prepare')}
          </Button>
        </div>
      ) : null}
      <Recent answer={answer} />
      <p class="machine-measured soft small">{machineWords('machine.measured', { time: time(answer.readAt) })}</p>
      {preparing ? (
        <PreparePlace folder={answer.folder} onClose={() => setPreparing(false)} onDone={() => void reload()} />
      ) : null}
    </Sheet>
  );
}

function Facts({ answer }: { readonly answer: BackupsAnswer }) {
  const { folder, hour, lastVerifiedAt, readAt } = answer;
  return (
    <dl class="machine-facts">
      {answer.configured ? (
        <>
          <div>
            <dt>{w('backups.place')}</dt>
            <dd class="machine-path">{folder}</dd>
          </div>
          <div>
            <dt>{w('backups.nightly')}</dt>
            <dd>{w('backups.nightly-at', { hour })}</dd>
          </div>
        </>
      ) : null}
      <div>
        <dt>{w('backups.last')}</dt>
        <dd>
          {lastVerifiedAt === null
            ? w('backups.last-none')
            : w('backups.last-at', { time: dayAndTime(lastVerifiedAt), age: age(readAt - lastVerifiedAt) })}
        </dd>
      </div>
    </dl>
  );
}

function Recent({ answer }: { readonly answer: BackupsAnswer }) {
  const lines = answer.backups.slice(0, named);
  if (lines.length === 0)
    return answer.configured ? <Empty title={w('backups.none')}>{w('backups.none-do')}</Empty> : null;
  return (
    <>
      <h3>{w('backups.recent')}</h3>
      <ul class="record-list">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </>
  );
}

function Line({ line }: { readonly line: BackupLine }) {
  const { failureCode, documents, added } = line;
  return (
    <li class="record">
      <div class="record-words">
        <div class="machine-part-head">
          {line.endedAt === null ? (
            <StateMark tone="ink" shape="clock" word={w('backups.state.running')} />
          ) : line.verifiedAt === null ? (
            <StateMark tone="amber" shape="warning" word={w('backups.state.failed')} />
          ) : (
            <StateMark tone="delivered" shape="tick" word={w('backups.state.verified')} />
          )}
          <span class="soft small">{dayAndTime(line.begunAt)}</span>
          {documents === null || added === null ? null : (
            <span class="soft small">{w('backups.documents', { count: count(documents), added: count(added) })}</span>
          )}
        </div>
        {failureCode === null ? null : (
          <p>
            <Reason code={failureCode} />
          </p>
        )}
      </div>
    </li>
  );
}

/** Says how a backup that was seen running has ended. */
function useAnnouncedEnd(answer: BackupsAnswer | null): void {
  const ran = useRef(false);
  useEffect(() => {
    if (answer === null) return;
    if (ran.current && !answer.running) {
      announce(w(answer.lastFailure === null ? 'backups.ended' : 'backups.failed'));
    }
    ran.current = answer.running;
  }, [answer]);
}
