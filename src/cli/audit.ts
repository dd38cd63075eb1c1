import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { Journal } from '../store/audit/journal.ts';
import { openDatabase } from '../store/database.ts';
import { stationIdentity } from '../upkeep/backup/identity.ts';
import { listSets, openPlace } from '../upkeep/backup/place.ts';
import { readManifest } from '../upkeep/backup/read-set.ts';
import { rememberedPlace } from '../upkeep/backup/remembered-place.ts';
import { officeKey } from './office-key.ts';

/** What the journal was compared with. */
export interface AuditAnswer {
  readonly entries: number;
  readonly head: string;
  /** Heads that were noted outside the database and are still in the chain. */
  readonly anchors: number;
}

/**
 * `tram audit verify`: walks the chain, and compares it with the heads that were noted elsewhere: in the manifests of
 * the backups, and one given by hand (`SEQ:HASH`, from systemd's journal). STORE-JOURNAL-BROKEN, STORE-JOURNAL-CUT,
 * START-NO-OFFICE, START-STATION-KEY.
 */
export async function verifyAudit(
  state: string,
  byHand: string | undefined,
  clock: Clock,
): Promise<Result<AuditAnswer>> {
  const home = resolve(state);
  if (!existsSync(join(home, 'tram.db'))) return fail('START-NO-OFFICE', { folder: home });
  const noted = await backupHeads(home);
  if (!noted.ok) return noted;
  const { sqlite, db } = openDatabase(join(home, 'tram.db'));
  try {
    const journal = new Journal(clock);
    const broken = journal.verify(db);
    if (broken !== null) return fail('STORE-JOURNAL-BROKEN', { entry: broken });
    const anchors = [...noted.value, ...givenHead(byHand)];
    const restored = journal.listOfAct(db, 'bring-back-database');
    for (const { seq, hash, at } of anchors) {
      if (seq === 0 || journal.hashAt(db, seq)?.toString('hex') === hash) continue;
      // A database that was brought back from an older backup lacks what came after it, and its journal says so.
      const explained = at !== null && restored.some((entry) => entry.seq <= seq && entry.at > at);
      if (!explained) return fail('STORE-JOURNAL-CUT', { entry: seq });
    }
    const head = journal.head(db);
    return ok({ entries: head?.seq ?? 0, head: head?.hash.toString('hex') ?? '', anchors: anchors.length });
  } finally {
    sqlite.close();
  }
}

interface Head {
  readonly seq: number;
  readonly hash: string;
  /** When it was noted, epoch milliseconds; null when that is not known. */
  readonly at: number | null;
}

function givenHead(noted: string | undefined): Head[] {
  const found = /^(\d{1,12}):([0-9a-f]{64})$/.exec(noted ?? '');
  return found?.[1] && found[2] ? [{ seq: Number(found[1]), hash: found[2], at: null }] : [];
}

/** The heads in the manifests that can be read; a place that is not there has none. */
async function backupHeads(home: string): Promise<Result<Head[]>> {
  const remembered = await rememberedPlace(home);
  if (!remembered) return ok([]);
  const place = await openPlace(remembered.folder, remembered.office);
  if (!place.ok) return ok([]);
  const key = await officeKey(home);
  if (!key.ok) return key;
  const identity = await stationIdentity(key.value);
  const heads: Head[] = [];
  for (const name of await listSets(place.value)) {
    const manifest = await readManifest(place.value, name, identity);
    if (manifest.ok) heads.push({ ...manifest.value.journal, at: manifest.value.at });
  }
  return ok(heads);
}
