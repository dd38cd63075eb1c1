import { inArray } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { OutboxRow } from '../../store/repositories/outbox.ts';
import { openOutboxRows } from '../../store/repositories/outbox-backlog.ts';
import { dossiers, onlineRequests } from '../../store/schema/index.ts';

export interface OpenMessage
  extends Pick<OutboxRow, 'id' | 'kind' | 'state' | 'attempts' | 'createdAt' | 'nextAttemptAt' | 'failureCode'> {
  readonly dossierCode: string;
}

/** What the far side has not confirmed, rejected first, then in the order of sending: codes and times, no names. */
export function openMessages(db: Reader): OpenMessage[] {
  const rows = openOutboxRows(db);
  const ids = [...new Set(rows.map((row) => row.dossierId))];
  const own = db.select({ id: dossiers.id, code: dossiers.code }).from(dossiers).where(inArray(dossiers.id, ids)).all();
  const filed = db
    .select({ id: onlineRequests.id, code: onlineRequests.code })
    .from(onlineRequests)
    .where(inArray(onlineRequests.id, ids))
    .all();
  const codeOf = new Map([...filed, ...own].map(({ id, code }) => [id, code]));
  return rows.map(({ id, dossierId, kind, state, attempts, createdAt, nextAttemptAt, failureCode }) => ({
    id,
    dossierCode: codeOf.get(dossierId) ?? '',
    kind,
    state,
    attempts,
    createdAt,
    nextAttemptAt,
    failureCode,
  }));
}
