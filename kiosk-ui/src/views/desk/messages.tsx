import type { FarAnswer, Message } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { heldWord } from '../../design/time-stamps.tsx';
import * as api from '../../station/api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { useLive } from '../../station/use-live.ts';
import { either } from '../../words/index.ts';
import { ledgerPath } from '../ledger/place.ts';
import { statusWord } from '../ledger/status.ts';
import { OneStopMessage } from './one-stop-message.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';
import './messages.css';

const marks: Readonly<Record<Message['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  sending: { tone: 'ink', shape: 'clock' },
  confirmed: { tone: 'delivered', shape: 'double-tick' },
  rejected: { tone: 'seal', shape: 'warning' },
};

/** What an officer does by hand, or nobody needs to do, is no message that waits for a line. */
function markOf({ state, way }: Message): { readonly tone: Tone; readonly shape: ShapeName } {
  if (state === 'confirmed' || way === 'line') return marks[state];
  return way === 'by-hand' ? { tone: 'amber', shape: 'clock' } : { tone: 'grey', shape: 'ring' };
}

function wordOf({ state, way, held }: Message): string {
  if (held && state === 'waiting' && way === 'line') return heldWord();
  if (state === 'confirmed' || way === 'line') return w(`desk.message.${state}`);
  return way === 'by-hand' ? w('desk.message.by-hand') : w('desk.message.none');
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
  const { busy, failure, run } = useAct();
  const open = messages.filter(({ way, state }) => way === 'line' && state !== 'confirmed');
  if (open.length === 0) return null;
  const urgent = open.every((message) => message.urgent);
  const change = async (): Promise<void> => {
    const done = await run(async () => {
      const reply = await api.setUrgency(dossierId, !urgent);
      return reply.ok ? ({ ok: true, value: true } as const) : reply;
    });
    if (!done) return;
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
  const { busy, failure, run } = useAct();
  const { kind, attempts, failureCode, failureMessage, receipt } = message;
  // What a line once said of it matters only while the line carries it.
  const state = message.way === 'line' || message.state === 'confirmed' ? message.state : null;
  const sentence = failureCode === null ? null : sentenceOf(failureCode);
  const retry = async (): Promise<void> => {
    const sent = await run(async () => {
      const reply = await api.retryMessage(message.id);
      return reply.ok ? ({ ok: true, value: true } as const) : reply;
    });
    if (!sent) return;
    announce(`${w(`desk.message.${kind}`)}: ${w('desk.message.waiting')}`);
    await reload();
  };
  return (
    <li class="message">
      <div class="message-head">
        <span>{w(`desk.message.${kind}`)}</span>
        <StateMark {...markOf(message)} word={wordOf(message)} />
      </div>
      {receipt === null ? null : (
        <p class="soft small">{w('desk.receipt', { message: receipt.message, when: dayAndTime(receipt.at) })}</p>
      )}
      {state === 'waiting' && attempts > 0 ? (
        <p class="soft small">{w('desk.message-tries', { count: attempts })}</p>
      ) : null}
      {failureCode === null || state === 'confirmed' || state === null ? null : (
        <p class="small">
          {sentence === null ? null : either(sentence)} <span class="soft">{failureCode}</span>
        </p>
      )}
      {state === 'rejected' ? (
        <>
          {failureMessage === null ? null : (
            <p class="small">{w('desk.message-they-say', { words: failureMessage })}</p>
          )}
          <p class="soft small">{w('desk.message-retry-hint')}</p>
          <div>
            <Button busy={busy} onClick={() => void retry()}>
              {w('desk.message-retry')}
            </Button>
          </div>
        </>
      ) : null}
      {failure ? <FailureNotice failure={failure} /> : null}
    </li>
  );
}
