import type { LedgerAnswer } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import { MessageMark } from '../../design/message-mark.tsx';
import { Reason } from '../../design/reason.tsx';
import { connectorWord } from './connector.ts';
import { statusWord } from './status.ts';
import { ledgerWords as w } from './words.ts';

type Message = LedgerAnswer['messages'][number];

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
  if (service === 'officer') return [w('ledger.way-officer')];
  if (connector === 'tus') return [w('ledger.way-gateway', { kilobytes: count(Math.ceil(bytes / 1000)) })];
  const way = w('ledger.way', { connector: connectorWord(connector), service: service ?? '' });
  return receipt === null || receipt === '' ? [way] : [way, w('ledger.answer', { words: receipt })];
}

/** One message: what, how far, and the receipt with its hash. */
export function MessageRow({ message }: { readonly message: Message }) {
  const { state, createdAt, confirmedAt, sha256, failureCode } = message;
  const facts = [
    w('ledger.created', { time: dayAndTime(createdAt) }),
    ...(confirmedAt === null ? [] : [w('ledger.confirmed', { time: dayAndTime(confirmedAt) })]),
    ...wayOf(message),
  ];
  return (
    <li class="ledger-message">
      <div class="ledger-message-head">
        <span>{nameOf(message)}</span>
        <MessageMark state={state} word={w(`ledger.state.${state}`)} />
      </div>
      <p class="soft small">{facts.join(' · ')}</p>
      {failureCode === null || state === 'confirmed' ? null : (
        <p class="small">
          <Reason code={failureCode} />
        </p>
      )}
      {sha256 === null ? null : <p class="soft small ledger-hash">{w('ledger.hash', { hash: sha256 })}</p>}
    </li>
  );
}
