import type { FarAnswer, Message } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { MessageMark } from '../../design/message-mark.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { heldWord } from '../../design/time-stamps.tsx';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { ledgerPath } from '../ledger/place.ts';
import { statusWord } from '../ledger/status.ts';
import { MessageOutcome } from './message-outcome.tsx';
import { OneStopMessage } from './one-stop-message.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';
import './messages.css';

/** What an officer does by hand, or nobody needs to do, is no message that waits for a line. */
function Mark({ message: { state, way, held } }: { readonly message: Message }) {
  if (state !== 'confirmed' && way === 'by-hand')
    return <StateMark tone="amber" shape="clock" word={w('desk.message.by-hand')} />;
  if (state !== 'confirmed' && way === 'none')
    return <StateMark tone="grey" shape="ring" word={w('desk.message.none')} />;
  return <MessageMark state={state} word={held && state === 'waiting' ? heldWord() : w(`desk.message.${state}`)} />;
}

/** What goes from this dossier to the portal, how far it came, and the receipts. Nothing until there is something. */
export function Messages({ dossierId }: { readonly dossierId: string }) {
  const live = useLive(
    `messages:${dossierId}`,
    (read) => api.listMessages(dossierId, read),
    (event) => event.type === 'station-changed' || ('dossierId' in event && event.dossierId === dossierId),
  );
  const messages = live.value.value?.messages ?? [];
  const oneStop = live.value.value?.oneStop ?? null;
  const beside =
    oneStop === null ? null : <OneStopMessage dossierId={dossierId} telling={oneStop} reload={live.reload} />;
  if (messages.length === 0) return beside;
  return (
    <>
      <section class="messages" aria-labelledby="desk-messages">
        <h2 id="desk-messages">{w('desk.messages')}</h2>
        <PortalSays far={live.value.value?.far ?? null} differences={live.value.value?.differences ?? 0} />
        <Urgency dossierId={dossierId} messages={messages} reload={live.reload} />
        <ul>
          {messages.map((message) => (
            <MessageRow key={message.id} message={message} reload={live.reload} />
          ))}
        </ul>
        <Link class="message-ledger" href={ledgerPath(dossierId)}>
          {w('desk.ledger')}
        </Link>
      </section>
      {beside}
    </>
  );
}

/** What the portal said last of the dossier; never the office's own state. */
function PortalSays({ far, differences }: { readonly far: FarAnswer | null; readonly differences: number }) {
  if (far === null || far.answer === 'not-offered') return null;
  const words =
    far.answer === 'absent'
      ? w('desk.portal-absent')
      : far.statusCode === null
        ? null
        : w('desk.portal-says', { status: statusWord(far.statusCode) });
  if (words === null && differences === 0) return null;
  return (
    <div class="message-head">
      {differences === 0 ? null : <StateMark tone="amber" shape="warning" word={w('desk.portal-differs')} />}
      <span class="small">
        {words} <span class="soft">{w('desk.portal-asked', { when: dayAndTime(far.askedAt) })}</span>
      </span>
    </div>
  );
}

/** Sends the dossier before the others, while something of it still waits for the line. */
function Urgency(props: {
  readonly dossierId: string;
  readonly messages: readonly Message[];
  readonly reload: () => Promise<void>;
}) {
  const { dossierId, messages, reload } = props;
  const { busy, failure, done } = useAct();
  const open = messages.filter(({ way, state }) => way === 'line' && state !== 'confirmed');
  if (open.length === 0) return null;
  const urgent = open.every((message) => message.urgent);
  const change = async (): Promise<void> => {
    if (!(await done(() => api.setUrgency(dossierId, !urgent)))) return;
    announce(w(urgent ? 'desk.urgent-no-more' : 'desk.urgent'));
    await reload();
  };
  return (
    <div class="message-head">
      <span class="soft small">{w(urgent ? 'desk.urgent' : 'desk.urgent-hint')}</span>
      <Button busy={busy} onClick={() => void change()}>
        {w(urgent ? 'desk.urgent-undo' : 'desk.urgent-do')}
      </Button>
      {failure ? <FailureNotice failure={failure} /> : null}
    </div>
  );
}

function MessageRow({ message, reload }: { readonly message: Message; readonly reload: () => Promise<void> }) {
  const name = w(`desk.message.${message.kind}`);
  return (
    <li class="message">
      <div class="message-head">
        <span>{name}</span>
        <Mark message={message} />
      </div>
      <MessageOutcome
        message={message}
        onLine={message.way === 'line'}
        name={name}
        hint={w('desk.message-retry-hint')}
        retry={() => api.retryMessage(message.id)}
        confirmThere={() => api.confirmThere(message.id)}
        reload={reload}
      />
    </li>
  );
}
