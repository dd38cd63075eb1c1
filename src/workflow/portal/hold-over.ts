import { originalOfUpload } from '../../portal/index.ts';
import type { Tx } from '../../store/index.ts';
import type { OutboxRow } from '../../store/repositories/outbox.ts';
import { goWithout } from '../extending/end-extension.ts';
import type { Office } from '../office.ts';

/** A file has waited as long as it may: it goes out as it is, in the transaction that lets it go. */
export function holdOver(office: Office, tx: Tx, row: OutboxRow): void {
  const originalId = originalOfUpload(row);
  if (originalId !== null) goWithout(office, tx, originalId);
}
