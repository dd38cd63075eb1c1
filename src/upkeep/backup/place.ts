import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { makeFolder, writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';

/**
 * A place for backups, and how it is laid out:
 *
 *     tram-backup.json          whose place it is; without it nothing is written, so that an empty mount point is no backup
 *     documents/xx/<id>.sealed  the documents as they lie on the station, encrypted under their dossiers' keys
 *     sets/<time>/office.age    the database
 *     sets/<time>/manifest.age  what belongs to the set, and the station's own certificates
 *     keys/<time>.age           the dossiers' keys; kept for a short time only
 */
export interface BackupPlace {
  readonly folder: string;
  readonly office: string;
}

const Marker = Type.Object({ office: Type.String({ maxLength: 100 }) }, { additionalProperties: false });

/** What `setNameOf` makes. */
export const setName = /^\d{8}T\d{6}Z$/;

/** Makes a folder a place for this office's backups. One that is another office's stays as it is: BACKUP-FOLDER-OTHER. */
export async function preparePlace(folder: string, office: string): Promise<Result<BackupPlace>> {
  const known = await openPlace(folder, office);
  if (known.ok || known.error.code !== 'BACKUP-FOLDER-MISSING') return known;
  await writeDurably(join(folder, 'tram-backup.json'), `${JSON.stringify({ office })}\n`);
  return ok({ folder, office });
}

/** BACKUP-FOLDER-MISSING, BACKUP-FOLDER-OTHER. */
export async function openPlace(folder: string, office: string | null): Promise<Result<BackupPlace>> {
  let marker: unknown;
  try {
    const text = await readFile(join(folder, 'tram-backup.json'), 'utf8');
    marker = text.length > 1000 ? null : JSON.parse(text);
  } catch {
    return fail('BACKUP-FOLDER-MISSING');
  }
  if (!Value.Check(Marker, marker)) return fail('BACKUP-FOLDER-MISSING');
  if (office !== null && marker.office !== office) return fail('BACKUP-FOLDER-OTHER');
  return ok({ folder, office: marker.office });
}

/** The name of the set of an instant; names sort by time. */
export function setNameOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** The instant of a set or of a keys' file, epoch milliseconds. */
export function instantOf(name: string): number {
  return Date.parse(name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** The names of the whole sets, the oldest first. A set that was never finished has another name. */
export async function listSets(place: BackupPlace): Promise<string[]> {
  return (await namesIn(join(place.folder, 'sets'))).filter((name) => setName.test(name)).sort();
}

/** The names (without `.age`) of the backups of the keys, the oldest first. */
export async function listKeys(place: BackupPlace): Promise<string[]> {
  const names = (await namesIn(join(place.folder, 'keys'))).filter((name) => name.endsWith('.age'));
  return names
    .map((name) => name.slice(0, -'.age'.length))
    .filter((name) => setName.test(name))
    .sort();
}

async function namesIn(folder: string): Promise<string[]> {
  return existsSync(folder) ? await readdir(folder) : [];
}

export const setFolder = (place: BackupPlace, name: string): string => join(place.folder, 'sets', name);
export const keysFile = (place: BackupPlace, name: string): string => join(place.folder, 'keys', `${name}.age`);
export const documentFile = (place: BackupPlace, id: string): string =>
  join(place.folder, 'documents', id.slice(-2), `${id}.sealed`);

/** Makes the folders of a place. */
export function makePlaceFolders(place: BackupPlace): void {
  for (const name of ['documents', 'sets', 'keys']) makeFolder(join(place.folder, name));
}
