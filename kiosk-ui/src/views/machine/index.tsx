import { useState } from 'preact/hooks';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Page } from '../../design/page.tsx';
import { isUncertain, notedWord } from '../../design/presence-choice.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { confirmOneStopThere, confirmThere, retryMessage, retryOneStop } from '../../station/api.ts';
import { station } from '../../station/lamps.ts';
import type { Failed } from '../../station/reply.ts';
import type { ViewProps } from '../../views.ts';
import { either } from '../../words/index.ts';
import { titles } from '../../words/titles.ts';
import { LostKeys } from '../hold/lost-keys.tsx';
import { Backups } from './backups.tsx';
import { Devices, Program } from './devices.tsx';
import { Certificates, Disk, Log } from './keeping.tsx';
import { Lines } from './lines.tsx';
import { OneStopQueue } from './one-stop-queue.tsx';
import { Queue } from './queue.tsx';
import { useMachine } from './use-machine.ts';
import { useMessages } from './use-messages.ts';
import { machineWords as w } from './words.ts';
import '../../design/records.css';
import './machine.css';

const retriedWord = (count: number): string => w('machine.retried', { count });

/** The station for its technician: what is plugged in, the line, what waits, each with the time it was measured at. */
export default function Machine({ officer }: ViewProps) {
  const answer = station.value;
  const mayRead = ['technician', 'creator'].some((role) => officer?.roles.some((own) => own === role));
  const mayPause = ['technician', 'unit-admin'].some((role) => officer?.roles.some((own) => own === role));
  const { list, failure, reload } = useMessages(mayRead, answer);
  const { value: machine, failure: unread } = useMachine(answer);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Failed | null>(null);

  const retry = async (ids: readonly string[], send = retryMessage, word = retriedWord): Promise<void> => {
    if (busy.size > 0 || ids.length === 0) return;
    setBusy(new Set(ids));
    setRefused(null);
    let done = 0;
    for (const id of ids) {
      const reply = await send(id);
      if (reply.ok) done += 1;
      else setRefused(reply.failure);
    }
    await reload();
    setBusy(new Set());
    if (done > 0) announce(word(done));
  };
  // Where it is unclear whether the dossier is there, somebody looks first, at each.
  const rejected = (list.value?.messages ?? [])
    .filter(({ state, failureCode }) => state === 'rejected' && !isUncertain(failureCode))
    .map(({ id }) => id);
  const label = w('machine.retry-all', { count: rejected.length });
  useShortcut(rejected.length === 0 ? null : { keys: 'G', label, act: () => void retry(rejected) });

  return (
    <Page
      title={titles('titles.machine')}
      intro={w('machine.intro')}
      main={
        rejected.length === 0 ? null : (
          <Button kind="primary" keys="G" busy={busy.size > 0} onClick={() => void retry(rejected)}>
            {label}
          </Button>
        )
      }
    >
      {refused === null ? null : <FailureNotice failure={refused} />}
      {failure.value === null || failure.value.status === 0 ? null : <FailureNotice failure={failure.value} />}
      {unread.value === null || unread.value.status === 0 ? null : <FailureNotice failure={unread.value} />}
      {machine.value === null || machine.value.settingsUnfit.length === 0 ? null : (
        <Notice kind="danger" title={w('machine.settings-unfit')} code="SETTING-UNFIT">
          <p>{w('machine.settings-unfit.how')}</p>
          <ul>
            {machine.value.settingsUnfit.map((title) => (
              <li key={title.vi}>{either(title)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <LostKeys lost={machine.value?.lostKeys ?? []} />
      {answer === null ? (
        <Empty title={w('machine.waiting')} />
      ) : (
        <>
          <Devices answer={answer} machine={machine.value} />
          {answer.portal.lines.length === 0 ? null : (
            <Lines lines={answer.portal.lines} now={answer.now} mayPause={mayPause} />
          )}
          <Queue
            portal={answer.portal}
            now={answer.now}
            list={list.value}
            mayRead={mayRead}
            busy={busy}
            onRetry={(ids) => void retry(ids)}
            onThere={(id) => void retry([id], confirmThere, notedWord)}
          />
          {answer.portal.beside === null ? null : (
            <OneStopQueue
              beside={answer.portal.beside}
              open={list.value?.oneStop ?? []}
              busy={busy}
              onRetry={(dossierId) => void retry([dossierId], retryOneStop)}
              onThere={(dossierId) => void retry([dossierId], confirmOneStopThere, notedWord)}
            />
          )}
          <div class="machine-sheets">
            {answer.disk === null ? null : <Disk disk={answer.disk} />}
            <Certificates certificates={answer.certificates} />
          </div>
          <Backups />
          <Program answer={answer} machine={machine.value} />
          {machine.value === null ? null : <Log machine={machine.value} />}
        </>
      )}
    </Page>
  );
}
