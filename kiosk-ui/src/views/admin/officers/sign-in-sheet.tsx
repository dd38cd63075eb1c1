import type { FirstPasswordAnswer, OfficerAnswer } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
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
        </>
      )}
    </Sheet>
  );
}
