import { rm } from 'node:fs/promises';
import { listBegunItems } from '../../store/repositories/attempts.ts';
import { workingExtensions } from '../../store/repositories/extensions.ts';
import type { Office } from '../office.ts';

/**
 * Sets aside the files that no row names: they belong to steps that a power cut ended before they counted. They are
 * not deleted, for after an older database has been restored such a file can be a signed copy. Leftovers of writes that
 * never ended go. Runs after the attempts are resolved, which may still give a file its row; the file of one that could
 * not be resolved waits where it is.
 */
export async function setOrphansAside(office: Office): Promise<number> {
  const { db, documents } = office.store;
  const { ids, leftovers } = await documents.list();
  const begun = [...listBegunItems(db), ...workingExtensions(db)];
  const awaited = new Set<string | null>(begun.map(({ resultDocumentId }) => resultDocumentId));
  const orphans = ids.filter((id) => documents.find(db, id) === undefined && !awaited.has(id));
  for (const id of orphans) await documents.quarantine(id);
  for (const path of leftovers) await rm(path, { force: true });
  return orphans.length + leftovers.length;
}
