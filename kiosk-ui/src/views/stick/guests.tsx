import type { BundleOverview, GuestBundle, OriginOffice } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { Sheet } from '../../design/page.tsx';
import { Reason } from '../../design/reason.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import * as api from '../../station/bundles-api.ts';
import type { StickAct } from './stick-act.ts';
import { w } from './words.ts';

/** What this station sends for other offices, one sheet to an office. */
export function Guests({ answer, act }: { readonly answer: BundleOverview; readonly act: StickAct }) {
  return (
    <>
      {answer.origins.map((origin) => (
        <Origin key={origin.id} origin={origin} act={act} ready={answer.stick.code === null} />
      ))}
    </>
  );
}

interface OriginProps {
  readonly origin: OriginOffice;
  readonly act: StickAct;
  readonly ready: boolean;
}

function Origin({ origin, act, ready }: OriginProps) {
  const { id, name, guests, receipts } = origin;
  return (
    <Sheet title={w('stick.origin', { office: name })}>
      {guests.length === 0 ? (
        <p class="soft">{w('stick.guests-none')}</p>
      ) : (
        <ul class="record-list">
          {guests.map((guest) => (
            <Guest key={guest.id} guest={guest} />
          ))}
        </ul>
      )}
      {receipts === 0 ? null : (
        <div class="act-list">
          <Button
            busy={act.busy}
            disabled={!ready}
            onClick={() =>
              void act.run(
                () => api.writeReceipts({ stationId: id }),
                ({ messages }) => [w('stick.receipts-done', { count: count(messages) })],
              )
            }
          >
            {w('stick.receipts')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function Guest({ guest }: { readonly guest: GuestBundle }) {
  const { dossiers, copies, waiting, confirmed, refused, settledAt, receiptsAt, acknowledgedAt } = guest;
  return (
    <li class="record">
      <div class="record-words">
        <div>
          {settledAt === null ? (
            <StateMark tone="ink" shape="clock" word={w('stick.guest.waiting', { count: count(waiting) })} />
          ) : acknowledgedAt !== null ? (
            <StateMark tone="delivered" shape="tick" word={w('stick.guest.over')} />
          ) : receiptsAt !== null ? (
            <StateMark tone="delivered" shape="dot" word={w('stick.guest.written')} />
          ) : (
            <StateMark tone="amber" shape="clock" word={w('stick.guest.ready')} />
          )}
        </div>
        <span>{w('stick.guest', { dossiers: count(dossiers), copies: count(copies) })}</span>
        <span class="soft small">
          {w('stick.guest-at', { time: dayAndTime(guest.importedAt) })} ·{' '}
          {w('stick.guest-counts', { confirmed: count(confirmed), refused: count(refused) })}
        </span>
        {guest.troubles.map(({ code, messages }) => (
          <Trouble key={code} code={code} messages={messages} />
        ))}
      </div>
    </li>
  );
}

/** Why messages of a bundle did not go, or have not gone yet. */
function Trouble({ code, messages }: GuestBundle['troubles'][number]) {
  return (
    <span class="small">
      {w('stick.guest-trouble', { count: count(messages) })} <Reason code={code} />
    </span>
  );
}
