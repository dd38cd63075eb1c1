import type { LedgerAnswer } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { connectorWord } from './connector.ts';
import { statusWord } from './status.ts';
import { ledgerWords as w } from './words.ts';

type Message = LedgerAnswer['messages'][number];

const marks: Readonly<Record<Message['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  sending: { tone: 'ink', shape: 'clock' },
  confirmed: { tone: 'delivered', shape: 'double-tick' },
  rejected: { tone: 'seal', shape: 'warning' },
};

function nameOf({ kind, ordinal, statusCode }: Message): string {
  if (kind === 'upload-copy' && ordinal !== null) return w('ledger.kind-paper', { ordinal });
  if (kind === 'sync-dossier' && statusCode !== null)
    return w('ledger.kind-status', { status: statusWord(statusCode) });
  return w(`ledger.kind.${kind}`);
}

/** By which way it went and what was answered. */
function wayOf({ connector, service, receipt, bytes }: Message): string[] {
  if (connector === null) return [];
  if (service === 'look-up') return [w('ledger.way-asked')];
  if (connector === 'tus') return [w('ledger.way-gateway', { kilobytes: count(Math.ceil(bytes / 1000)) })];
  const way = w('ledger.way', { connector: connectorWord(connector), service: service ?? '' });
  return receipt === null || receipt === '' ? [way] : [way, w('ledger.answer', { words: receipt })];
}

/** One message: what, how far, and the receipt with its hash. */
export function MessageRow({ message }: { readonly message: Message }) {
  const { state, createdAt, confirmedAt, sha256, failureCode } = message;
  const sentence = failureCode === null ? null : sentenceOf(failureCode);
  const facts = [
    w('ledger.created', { time: dayAndTime(createdAt) }),
    ...(confirmedAt === null ? [] : [w('ledger.confirmed', { time: dayAndTime(confirmedAt) })]),
    ...wayOf(message),
  ];
  return (
    <li class="ledger-message">
      <div class="ledger-message-head">
        <span>{nameOf(message)}</span>
        <StateMark {...marks[state]} word={w(`ledger.state.${state}`)} />
      </div>
      <p class="soft small">{facts.join(' · ')}</p>
      {failureCode === null || state === 'confirmed' ? null : (
        <p class="small">
          {sentence === null ? null : either(sentence)} <span class="soft">{failureCode}</span>
        </p>
      )}
      {sha256 === null ? null : <p class="soft small ledger-hash">{w('ledger.hash', { hash: sha256 })}</p>}
    </li>
  );
}
