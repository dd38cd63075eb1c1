import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { BackupIdentity } from './identity.ts';
import { type BackupPlace, documentFile, instantOf, keysFile, listKeys, listSets, setFolder } from './place.ts';
import { readManifest } from './read-set.ts';

/** How long what is kept, in days; the newest sets stay however old they are. */
export interface BackupTerms {
  readonly setsDays: number;
  readonly keysDays: number;
}

const dayMs = 86_400_000;
/** Sets that are never removed for their age. */
const keptAlways = 3;

/**
 * Removes what is over its term: old sets, the keys' backups (a purged dossier's key lives no longer than those), what
 * was never finished, and the documents that no set names any more. Called after a set was verified, never before.
 */
export async function pruneBackups(
  place: BackupPlace,
  identity: BackupIdentity,
  terms: BackupTerms,
  now: number,
): Promise<Result<{ readonly sets: number; readonly documents: number }>> {
  const sets = await listSets(place);
  const old = sets.slice(0, -keptAlways).filter((name) => instantOf(name) < now - terms.setsDays * dayMs);
  for (const name of old) await rm(setFolder(place, name), { recursive: true });
  const keys = await listKeys(place);
  for (const name of keys.slice(0, -1)) {
    if (instantOf(name) < now - terms.keysDays * dayMs) await removeDurably(keysFile(place, name));
  }
  // Keys whose writing broke off are there for anybody with the recovery key to read, for ever.
  for (const part of ['sets', 'keys']) {
    for (const entry of await readdir(join(place.folder, part))) {
      if (entry.endsWith('.new')) await rm(join(place.folder, part, entry), { recursive: true });
    }
  }

  const named = new Set<string>();
  for (const name of sets.filter((one) => !old.includes(one))) {
    const manifest = await readManifest(place, name, identity);
    // What a set that cannot be read now names is unknown: nothing is removed.
    if (!manifest.ok) return fail('BACKUP-DAMAGED', { part: 'manifest', set: name });
    for (const [id] of manifest.value.documents) named.add(id);
  }
  let documents = 0;
  const folder = join(place.folder, 'documents');
  for (const shard of existsSync(folder) ? await readdir(folder) : []) {
    for (const file of await readdir(join(folder, shard))) {
      const id = file.replace(/\.sealed$/, '');
      if (file.endsWith('.sealed') && named.has(id)) continue;
      await removeDurably(file.endsWith('.sealed') ? documentFile(place, id) : join(folder, shard, file));
      documents += 1;
    }
  }
  return ok({ sets: old.length, documents });
}
