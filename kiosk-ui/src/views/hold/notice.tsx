import type { Role } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { station } from '../../station/lamps.ts';
import { officer } from '../../station/session.ts';
import { holdWords as w } from './words.ts';
import './hold.css';

/** Those whose work waits for a number, and those who can end the waiting. */
const met: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'unit-admin'];

/** Over every view of an officer while numbers wait after a database came out of a backup. */
export function HoldNotice() {
  const wait = station.value?.numbersWait ?? null;
  const roles = officer.value?.roles ?? [];
  if (wait === null || !roles.some((role) => met.includes(role))) return null;
  const path = roles.includes('seal-keeper')
    ? '/dong-dau/so-tiep-theo'
    : roles.includes('unit-admin')
      ? '/quan-tri/quyen-so'
      : null;
  return (
    <div class="hold-notice">
      <Notice
        kind="waiting"
        title={
          wait.cause === 'source' ? w('hold.notice-source') : w('hold.notice', { time: dayAndTime(wait.backupAt) })
        }
        code="LAW-REGISTER-UNCONFIRMED"
        actions={path === null ? undefined : <Link href={path}>{w('hold.open')}</Link>}
      >
        {w('hold.notice-more')}
      </Notice>
    </div>
  );
}
