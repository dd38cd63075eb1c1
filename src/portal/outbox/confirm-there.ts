import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import { findOutboxRow, markConfirmed } from '../../store/repositories/outbox.ts';
import type { Receipt } from '../connector.ts';
import { sha256 } from '../http.ts';
import type { Outbox } from './outbox.ts';
import { addUncertain } from './presence.ts';

/** Done in the transaction of an officer's word about a dossier. */
export type AlongsideWord = (tx: Tx, dossierId: string) => void;

/** The receipt of an officer's word that the far side of a connector has a dossier. */
export function receiptOfWord(connector: string, at: number, dossierId: string): Receipt {
  const requestSha256 = sha256(JSON.stringify({ there: dossierId }));
  return { connector, service: 'officer', message: 'Cán bộ xác nhận bên nhận đã có hồ sơ', at, requestSha256 };
}

/**
 * An officer has looked: the far side has the dossier of a message that was set aside as `PORTAL-ADD-UNCERTAIN`. The message
 * is confirmed by that word, so that nothing adds the dossier any more; what there is to tell of it goes as a change, behind
 * what waits. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-UNCERTAIN`: then `alongside` is not done.
 *
 * @param connectorName  stands in the receipt
 */
export function confirmThere(
  parts: { readonly store: Store; readonly clock: Clock; readonly outbox: Outbox; readonly connectorName: string },
  rowId: string,
  alongside?: AlongsideWord,
): Result<void> {
  const { store, clock, outbox, connectorName } = parts;
  return store.write((tx) => {
    const row = findOutboxRow(tx, rowId);
    if (!row) return fail('PORTAL-ROW-UNKNOWN');
    const { attempts, dossierId, failureCode, state } = row;
    if (state !== 'rejected' || failureCode !== addUncertain) return fail('PORTAL-ROW-NOT-UNCERTAIN');
    const confirmedAt = clock.now();
    const receipt = receiptOfWord(connectorName, confirmedAt, dossierId);
    markConfirmed(tx, rowId, { attempts, receipt, result: null, confirmedAt });
    outbox.syncDossier(tx, dossierId);
    alongside?.(tx, dossierId);
    return ok();
  });
}
