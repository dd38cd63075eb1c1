import type { Difference } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { Shape } from '../../design/shape.tsx';
import * as api from '../../station/api.ts';
import { useAct } from '../desk/use-act.ts';
import { ledgerPath } from './place.ts';
import { statusWord } from './status.ts';
import { ledgerWords as w } from './words.ts';

interface Props {
  readonly difference: Difference;
  readonly mayAct: boolean;
  /** Names the dossier, with the way to its ledger. */
  readonly linked?: boolean;
  readonly reload: () => Promise<void>;
}

/** One difference: what it is, since when, and what the officer can do about it. */
export function DifferenceRow({ difference, mayAct, linked = false, reload }: Props) {
  const { busy, failure, run } = useAct();
  const { id, dossierId, dossierCode: code, kind, mend, ordinal, ownStatus, farStatus, settledAt } = difference;
  const open = settledAt === null;
  const act = async (resend: boolean): Promise<void> => {
    if ((await run(() => (resend ? api.resendDossier(id) : api.noteDifference(id)))) === null) return;
    announce(w(resend ? 'ledger.resent-said' : 'ledger.noted-said', { code }));
    await reload();
  };
  const { resentAt, resentBy, notedAt, notedBy, foundAt } = difference;
  const seen = mend !== 'resend' && notedAt !== null;
  const facts = [
    w('ledger.found', { time: dayAndTime(foundAt) }),
    ...(resentAt === null ? [] : [w('ledger.resent', { who: resentBy?.fullName ?? '', time: dayAndTime(resentAt) })]),
    ...(notedAt === null ? [] : [w('ledger.noted', { who: notedBy?.fullName ?? '', time: dayAndTime(notedAt) })]),
    ...(settledAt === null ? [] : [w('ledger.settled', { time: dayAndTime(settledAt) })]),
  ];
  return (
    <li class="ledger-row" data-open={open}>
      <Shape name={open ? 'warning' : 'tick'} />
      <div class="ledger-words">
        {linked ? (
          <Link class="ledger-code" href={ledgerPath(dossierId)}>
            {w('ledger.dossier', { code })}
          </Link>
        ) : null}
        <p>
          {w(`ledger.difference.${kind}`, {
            ordinal: ordinal ?? '',
            far: farStatus === null ? '' : statusWord(farStatus),
            own: ownStatus === null ? '' : statusWord(ownStatus),
          })}
        </p>
        {open ? <p class="soft small">{w(`ledger.mend.${seen ? 'seen' : mend}`)}</p> : null}
        <p class="soft small">{facts.join(' · ')}</p>
        {failure === null ? null : <FailureNotice failure={failure} />}
      </div>
      {mayAct && open && mend === 'resend' ? (
        <Button busy={busy} label={w('ledger.resend-one', { code })} onClick={() => void act(true)}>
          {w('ledger.resend')}
        </Button>
      ) : null}
      {mayAct && open && mend !== 'resend' && !seen ? (
        <Button busy={busy} label={w('ledger.note-one', { code })} onClick={() => void act(false)}>
          {w('ledger.note')}
        </Button>
      ) : null}
    </li>
  );
}
