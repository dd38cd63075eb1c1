import type { Reader } from '../../store/index.ts';
import { type OutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import { recallsOfDossier } from '../../store/repositories/recalls.ts';
import type { Standing } from './compare.ts';

/** Where the messages of a dossier stand, and a mark that is another as soon as anything of it has changed. */
export function standingOf(db: Reader, dossierId: string): Standing & { readonly mark: string } {
  const rows = outboxOfDossier(db, dossierId);
  const syncs = rows.filter(({ kind }) => kind === 'sync-dossier');
  const confirmed = syncs.filter(({ state }) => state === 'confirmed');
  const urlOf = (id: string | null): string | undefined => rows.find((row) => row.id === id)?.result?.url;
  return {
    told: confirmed.at(-1)?.result?.told ?? null,
    everConfirmed: confirmed.length > 0,
    outbox: outboxOf(rows, syncs),
    recalled: recallsOfDossier(db, dossierId).flatMap(({ originalId, uploadId }) => {
      const url = urlOf(uploadId);
      return url === undefined ? [] : [{ originalId, url }];
    }),
    mark: JSON.stringify(rows.map(({ id, state, confirmedAt, result }) => [id, state, confirmedAt, result?.url])),
  };
}

/** A file that is held is waited for by nobody; a message behind one that was refused waits for the same person. */
function outboxOf(rows: readonly OutboxRow[], syncs: readonly OutboxRow[]): Standing['outbox'] {
  if (rows.some(({ state }) => state === 'rejected')) return 'rejected';
  return syncs.some(({ state }) => state !== 'confirmed') ? 'at-work' : 'settled';
}
