import { rm } from 'node:fs/promises';
import type { Office } from '../office.ts';

/**
 * Removes files that no row names: they belong to steps that a power cut ended before they counted.
 * Runs after the attempts are resolved, which may still give a file its row.
 */
export async function removeOrphans(office: Office): Promise<number> {
  const { db, documents } = office.store;
  const { ids, leftovers } = await documents.list();
  const orphans = ids.filter((id) => documents.find(db, id) === undefined);
  for (const id of orphans) await documents.removeFile(id);
  for (const path of leftovers) await rm(path, { force: true });
  return orphans.length + leftovers.length;
}
