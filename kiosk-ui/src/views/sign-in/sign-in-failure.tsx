import { dayAndTime } from '../../design/format.ts';
import { FailureNotice } from '../../design/notice.tsx';
import type { Failed } from '../../station/reply.ts';
import { t } from '../../words/index.ts';

/** Why the sign-in was refused, with the minutes left of a lock, or the station's time beside a wrong code. */
export function SignInFailure({ failure }: { readonly failure: Failed | null }) {
  if (failure === null) return null;
  const { minutes, stationTime } = failure.facts;
  const more =
    typeof minutes === 'number'
      ? t('sign-in.locked-for', { minutes })
      : typeof stationTime === 'number'
        ? t('sign-in.station-time', { time: dayAndTime(stationTime) })
        : null;
  return <FailureNotice failure={failure} {...(more === null ? {} : { actions: more })} />;
}
