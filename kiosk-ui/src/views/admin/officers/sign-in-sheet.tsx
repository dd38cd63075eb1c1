import { useState } from 'preact/hooks';
import type { FirstPasswordAnswer, OfficerAnswer } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { FailureNotice } from '../../../design/notice.tsx';
import { Sheet } from '../../../design/page.tsx';
import * as api from '../../../station/api.ts';
import { useAct } from '../../desk/use-act.ts';
import { officersWords as w } from '../words.ts';

interface Props {
  readonly officer: OfficerAnswer;
  /** It is the unit admin's own entry. */
  readonly own: boolean;
  readonly onBegun: (begun: FirstPasswordAnswer) => void;
  readonly reload: () => Promise<void>;
}

/** How an officer gets in: a new first password, or the end of a lock. */
export function SignInSheet({ officer, own, onBegun, reload }: Props) {
  const { busy, failure, run } = useAct();
  const [resetting, setResetting] = useState(false);
  const renew = async (): Promise<void> => {
    const begun = await run(() => api.setFirstPassword(officer.id));
    if (begun) onBegun(begun);
  };
  const unlock = async (): Promise<void> => {
    const done = await run(() => api.unlockOfficer(officer.id));
    if (done) announce(w('officers.unlocked', { name: officer.fullName }));
    await reload();
  };
  return (
    <Sheet title={w('officers.sign-in')}>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {own ? (
        <p class="soft">{w('officers.own-password')}</p>
      ) : (
        <>
          <p class="soft">{w('officers.first-password-will')}</p>
          <div class="admin-row-actions">
            {officer.lockedUntil === null ? null : (
              <Button busy={busy} onClick={() => void unlock()}>
                {w('officers.unlock')}
              </Button>
            )}
            <Button kind="danger" busy={busy} onClick={() => void renew()}>
              {w('officers.first-password-set')}
            </Button>
          </div>
          {officer.hasCodes ? (
            <>
              <p class="soft">{w('officers.codes-will')}</p>
              <div class="admin-row-actions">
                <Button kind="danger" onClick={() => setResetting(true)}>
                  {w('officers.codes-reset')}
                </Button>
              </div>
            </>
          ) : null}
        </>
      )}
      {resetting ? (
        <ResetCodes
          officer={officer}
          onClose={() => setResetting(false)}
          onDone={() => {
            setResetting(false);
            void reload();
          }}
        />
      ) : null}
    </Sheet>
  );
}

interface ResetProps {
  readonly officer: OfficerAnswer;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what taking the one-time codes away does before it is done. */
function ResetCodes({ officer, onClose, onDone }: ResetProps) {
  const { busy, failure, run } = useAct();
  const name = officer.fullName;
  const send = async (): Promise<void> => {
    const done = await run(() => api.resetCodes(officer.id));
    if (done === null) return;
    announce(w('officers.codes-were-reset', { name }));
    onDone();
  };
  return (
    <Dialog
      title={w('officers.codes-ask', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('officers.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void send()}>
            {w('officers.codes-reset')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p>{w('officers.codes-do')}</p>
      <p>{w('officers.codes-sure')}</p>
    </Dialog>
  );
}
