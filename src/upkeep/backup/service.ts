import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import { newId } from '../../common/id.ts';
import type { Logger } from '../../common/log.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import {
  type BackupRow,
  endBackup,
  insertBackup,
  lastVerifiedBackup,
  listBackups,
  unfinishedBackups,
} from '../../store/repositories/backups.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { type BackupLevel, backupLevel } from './age.ts';
import type { VerifiedBackup } from './back-up.ts';
import { preparePlace } from './place.ts';
import { rememberPlace } from './remembered-place.ts';
import { type RunningBackup, startBackupChild } from './run-child.ts';
import { isBackupDue } from './schedule.ts';

/** Who asks for it, as the journal names them. */
export interface BackupAsker {
  readonly id: string;
  readonly role: string;
}

const station: BackupAsker = { id: 'station', role: 'station' };

export interface BackupStatus {
  /** Whether a place for backups is set. */
  readonly configured: boolean;
  /** Where they go; empty while no place is set. */
  readonly folder: string;
  /** The hour in Vietnam at which the nightly one begins. */
  readonly hour: number;
  readonly level: BackupLevel;
  /** When this was read. */
  readonly readAt: number;
  readonly running: boolean;
  /** Epoch milliseconds; null when there never was one. */
  readonly lastVerifiedAt: number | null;
  /** The code that the last backup ended with; null when it was verified. */
  readonly lastFailure: string | null;
}

/** The office's backups: by night, on demand, one at a time, each with its begin and its end in the journal. */
export class Backups {
  readonly #store: Store;
  readonly #state: string;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #onChange: () => void;
  #running: RunningBackup | null = null;

  constructor(parts: { store: Store; state: string; clock: Clock; log: Logger; onChange: () => void }) {
    this.#store = parts.store;
    this.#state = parts.state;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#onChange = parts.onChange;
  }

  /** Ends in the table the backups that a stop has cut: what they wrote counts for nothing. */
  recover(): void {
    for (const row of unfinishedBackups(this.#store.db)) this.#end(row.id, fail('BACKUP-INTERRUPTED'));
  }

  status(): BackupStatus {
    const [last] = listBackups(this.#store.db, 1);
    const { 'backup.folder': folder, 'backup.hour': hour } = readSettings(this.#store.db);
    const configured = folder !== '';
    const lastVerifiedAt = lastVerifiedBackup(this.#store.db);
    const readAt = this.#clock.now();
    return {
      configured,
      folder,
      hour,
      level: backupLevel(lastVerifiedAt, configured, readAt),
      readAt,
      running: this.#running !== null,
      lastVerifiedAt,
      lastFailure: last?.failureCode ?? null,
    };
  }

  list(limit: number): BackupRow[] {
    return listBackups(this.#store.db, limit);
  }

  /** Makes the folder of the settings a place for this office's backups. BACKUP-FOLDER-MISSING, BACKUP-FOLDER-OTHER, BACKUP-WRITE. */
  async prepare(asker: BackupAsker): Promise<Result<void>> {
    const settings = readSettings(this.#store.db);
    const folder = settings['backup.folder'];
    if (folder === '') return fail('BACKUP-FOLDER-MISSING');
    try {
      const place = await preparePlace(folder, settings['office.code']);
      if (!place.ok) return place;
    } catch (error) {
      return fail('BACKUP-WRITE', { reason: error instanceof Error && 'code' in error ? String(error.code) : '' });
    }
    await rememberPlace(this.#state, { folder, office: settings['office.code'] });
    this.#store.write((tx) => this.#journal(tx, asker, 'prepare-backup-place', {}));
    return ok();
  }

  /** Begins a backup and answers at once. BACKUP-FOLDER-MISSING, BACKUP-RUNNING. */
  start(asker: BackupAsker): Result<{ readonly id: string }> {
    if (this.#running) return fail('BACKUP-RUNNING');
    const settings = readSettings(this.#store.db);
    if (settings['backup.folder'] === '') return fail('BACKUP-FOLDER-MISSING');
    const id = newId(this.#clock);
    this.#store.write((tx) => {
      insertBackup(tx, { id, begunBy: asker.id, begunAt: this.#clock.now() });
      this.#journal(tx, asker, 'begin-backup', { backup: id });
    });
    const running = startBackupChild({
      state: this.#state,
      folder: settings['backup.folder'],
      office: settings['office.code'],
      terms: { setsDays: settings['backup.keep-days'], keysDays: settings['backup.keys-keep-days'] },
    });
    this.#running = running;
    this.#onChange();
    void running.ended.then((result) => {
      if (this.#running !== running) return;
      this.#running = null;
      this.#end(id, result);
    });
    return ok({ id });
  }

  /** Begins the nightly backup when it is due; called every minute. */
  startIfDue(): void {
    const settings = readSettings(this.#store.db);
    if (settings['backup.folder'] === '' || this.#running) return;
    const [last] = listBackups(this.#store.db, 1);
    const due = isBackupDue({
      now: this.#clock.now(),
      hour: settings['backup.hour'],
      lastVerifiedAt: lastVerifiedBackup(this.#store.db),
      lastBegunAt: last?.begunAt ?? null,
    });
    if (due) this.start(station);
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.stop();
  }

  #end(id: string, result: Result<VerifiedBackup>): void {
    const endedAt = this.#clock.now();
    try {
      this.#store.write((tx) => {
        if (result.ok) {
          const { name: setName, verifiedAt, documents, added } = result.value;
          endBackup(tx, id, { endedAt, setName, verifiedAt, documents, added });
          this.#journal(tx, station, 'end-backup', { backup: id, set: setName, documents, added });
        } else {
          const failureCode: Code = result.error.code;
          endBackup(tx, id, { endedAt, failureCode });
          this.#journal(tx, station, 'fail-backup', { backup: id, code: failureCode });
        }
      });
      if (result.ok) this.#log.info({ backup: id, documents: result.value.documents }, 'backup verified');
      else this.#log.error({ backup: id, code: result.error.code }, 'backup failed');
    } catch (err) {
      // The table cannot be written now: the next start ends the row as interrupted.
      this.#log.error({ err, backup: id }, 'the end of a backup could not be written');
    }
    this.#onChange();
  }

  #journal(tx: Tx, { id, role }: BackupAsker, act: string, facts: Record<string, string | number>): void {
    this.#store.journal.append(tx, { actor: id, role, act, objectType: 'station', objectId: 'backup', facts });
  }
}
