import type { Tx } from '../../store/index.ts';
import type { OutboxRow } from '../../store/repositories/outbox.ts';
import { noteAnswerSettled } from '../inbound/answer-settled.ts';
import type { Office } from '../office.ts';

/** The portal refused a message, which waits for a person; runs in the transaction that sets the row aside. */
export function onRejected(office: Office, tx: Tx, row: OutboxRow, code: string): void {
  if (row.kind === 'answer-request') noteAnswerSettled(office, tx, row, code);
}
