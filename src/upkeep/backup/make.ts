import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { syncFolder, writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { isDiskFull } from '../../store/disk-full.ts';
import { carryKeysOut } from '../../store/documents/carried-keys.ts';
import { copyDatabase, readSnapshot } from '../../store/snapshot.ts';
import { copyFiles } from './copy-files.ts';
import { hashed } from './hashed.ts';
import { encryptTo } from './identity.ts';
import type { BackedUpDocument, KeyList, Manifest } from './manifest.ts';
import { type BackupPlace, documentFile, keysFile, makePlaceFolders, setFolder, setNameOf } from './place.ts';
import { inWorkFolder } from './work-folder.ts';

/** What a backup is made of, and for whom. */
export interface BackupOrder {
  readonly state: string;
  readonly stationKey: Buffer;
  readonly place: BackupPlace;
  /** age recipients: the station's own and the office's recovery key. */
  readonly recipients: readonly string[];
  readonly clock: Clock;
}

/** A set that is written and not verified yet. */
export interface WrittenSet {
  readonly name: string;
  /** Documents that were not in the place before. */
  readonly added: readonly string[];
  readonly documents: number;
}

/** Room that must be left over on the backup disk, bytes. */
const reserve = 64 * 1024 * 1024;

const certificateFiles = ['authority.pem', 'authority.key', 'server.pem', 'server.key'] as const;

/**
 * Writes a backup: the database as it is now, the documents that the place does not have yet, and the keys apart. What
 * is unfinished has another name and counts for nothing; older sets are not touched.
 *
 * BACKUP-NO-SPACE, BACKUP-WRITE.
 */
export async function makeBackup(order: BackupOrder): Promise<Result<WrittenSet>> {
  try {
    makePlaceFolders(order.place);
    return await inWorkFolder(order.state, (work) => writeSet(order, work));
  } catch (error) {
    if (isDiskFull(error)) return fail('BACKUP-NO-SPACE');
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code !== '') return fail('BACKUP-WRITE', { reason: code });
    throw error;
  }
}

async function writeSet(order: BackupOrder, work: string): Promise<Result<WrittenSet>> {
  const { state, stationKey, place, recipients, clock } = order;
  const at = clock.now();
  const name = setNameOf(at);
  const snapshot = join(work, 'tram.db');
  await copyDatabase(state, snapshot);
  const { journal, documents } = readSnapshot(snapshot);
  const missing = documents.filter(([id]) => !existsSync(documentFile(place, id)));

  const { size } = await stat(snapshot);
  const room = await statfs(place.folder);
  const needed = size + missing.reduce((sum, [, , length]) => sum + length, 0) + reserve;
  if (room.bavail * room.bsize < needed) return fail('BACKUP-NO-SPACE', { neededBytes: needed });

  const unfinished = `${setFolder(place, name)}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  const hash = createHash('sha256');
  await writeDurably(
    join(unfinished, 'office.age'),
    await encryptTo(recipients, hashed(createReadStream(snapshot), hash)),
  );
  const gone = new Set(await copyDocuments(state, place, missing));
  const kept = documents.filter(([id]) => !gone.has(id));
  const manifest: Manifest = {
    form: 1,
    office: place.office,
    at,
    database: { length: size, sha256: hash.digest('hex') },
    journal,
    files: await certificates(state),
    documents: kept,
  };
  await writeDurably(
    join(unfinished, 'manifest.age'),
    await encryptTo(recipients, [Buffer.from(JSON.stringify(manifest))]),
  );
  await writeDurably(keysFile(place, name), await encryptTo(recipients, [keyList(state, stationKey)]));
  await rename(unfinished, setFolder(place, name));
  await syncFolder(join(place.folder, 'sets'));
  return ok({ name, added: missing.map(([id]) => id).filter((id) => !gone.has(id)), documents: kept.length });
}

/** Copies documents as they lie; answers the ids of those that were removed meanwhile (purge, a finished revision). */
async function copyDocuments(
  state: string,
  place: BackupPlace,
  missing: readonly BackedUpDocument[],
): Promise<string[]> {
  const copies = missing.map(([id]) => ({
    id,
    from: join(state, 'documents', id.slice(-2), `${id}.sealed`),
    to: documentFile(place, id),
  }));
  return (await copyFiles(copies)).map(({ id }) => id);
}

async function certificates(state: string): Promise<Record<string, string>> {
  const files = await Promise.all(
    certificateFiles.map(async (name) => [name, await readFile(join(state, name), 'utf8')] as const),
  );
  return Object.fromEntries(files);
}

function keyList(state: string, stationKey: Buffer): Buffer {
  const carried = carryKeysOut(join(state, 'keys.db'), stationKey);
  const list: KeyList = {
    form: 1,
    keys: Object.fromEntries([...carried.keys].map(([id, key]) => [id, key.toString('base64')])),
    destroyed: [...carried.destroyed],
  };
  for (const key of carried.keys.values()) key.fill(0);
  return Buffer.from(JSON.stringify(list));
}
