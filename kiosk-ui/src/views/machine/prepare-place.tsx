import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import * as api from '../../station/api.ts';
import { backupsWords as w } from '../../words/backups.ts';
import { useAct } from '../desk/use-act.ts';

interface Props {
  readonly folder: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what makes a folder a place for backups before it is done; doing it again changes nothing. */
export function PreparePlace({ folder, onClose, onDone }: Props) {
  const { busy, failure, run } = useAct();
  const send = async (): Promise<void> => {
    let done = false;
    await run(async () => {
      const reply = await api.prepareBackupPlace();
      done = reply.ok;
      return reply;
    });
    if (!done) return;
    announce(w('backups.prepared'));
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={w('backups.prepare-ask')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('backups.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('backups.prepare')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p>{w('backups.prepare-will', { folder })}</p>
      <Notice kind="waiting">{w('backups.prepare-check')}</Notice>
    </Dialog>
  );
}
