import type { OfficerAnswer } from '../../../../../src/web/contract/index.ts';
import { time } from '../../../design/format.ts';
import { StateMark } from '../../../design/state-mark.tsx';
import { officersWords as w } from '../words.ts';

/** How an officer stands today: in office or not, locked, with a first password still to be changed. */
export function OfficerState({ officer, today }: { readonly officer: OfficerAnswer; readonly today: string }) {
  const { validFrom, validTo, lockedUntil, mustChangePassword } = officer;
  const ended = validTo !== null && validTo < today;
  return (
    <>
      {validFrom > today ? (
        <StateMark tone="amber" shape="clock" word={w('officers.not-yet')} />
      ) : ended ? (
        <StateMark tone="grey" shape="stop" word={w('officers.ended')} />
      ) : (
        <StateMark tone="delivered" shape="tick" word={w('officers.in-office')} />
      )}
      {lockedUntil === null ? null : (
        <StateMark tone="amber" shape="warning" word={w('officers.locked', { time: time(lockedUntil) })} />
      )}
      {mustChangePassword && !ended ? (
        <StateMark tone="amber" shape="clock" word={w('officers.first-password-unused')} />
      ) : null}
    </>
  );
}
