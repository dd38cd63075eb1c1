import type { Tx } from '../../store/index.ts';
import { findAnswer } from '../../store/repositories/online-requests.ts';
import type { OutboxRow } from '../../store/repositories/outbox.ts';
import { station } from '../actor.ts';
import type { Office } from '../office.ts';

/**
 * What was decided of a request has come to its end at the portal: journaled in the transaction that writes it down.
 *
 * @param code  why it was refused; null when the portal took it
 */
export function noteAnswerSettled(
  office: Office,
  tx: Tx,
  { id, dossierId }: Pick<OutboxRow, 'id' | 'dossierId'>,
  code: string | null,
): void {
  const decision = findAnswer(tx, id)?.decision;
  office.store.journal.append(tx, {
    actor: station.id,
    role: 'station',
    act: code === null ? 'answer-confirmed' : 'answer-refused',
    objectType: 'dossier',
    objectId: dossierId,
    facts: { ...(decision === undefined ? {} : { decision }), ...(code === null ? {} : { code }) },
  });
  // After the transaction, whether or not it was committed: what is told is what then stands.
  queueMicrotask(() => office.events.emit({ type: 'inbound-changed' }));
}
