import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { newId } from '../../../../src/common/id.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { createStationKey, readStationKey } from '../../../../src/store/documents/station-key.ts';
import { openStore, type Store } from '../../../../src/store/index.ts';
import { type BackupTask, backUp, recoveryRecipientFile } from '../../../../src/upkeep/backup/back-up.ts';
import { newRecoveryIdentity } from '../../../../src/upkeep/backup/identity.ts';
import { preparePlace } from '../../../../src/upkeep/backup/place.ts';

export const office = 'H15.99';

/** A store with documents and what a backup takes beside it, and a place for its backups. */
export class KeptOffice {
  readonly root = mkdtempSync(join(tmpdir(), 'tram-backup-test-'));
  readonly state = join(this.root, 'state');
  place = join(this.root, 'place');
  /** Epoch milliseconds; tests move it. */
  now = Date.UTC(2026, 10, 22, 18);
  readonly clock = { now: (): number => this.now, monotonic: (): number => performance.now() };
  stationKey: Buffer = Buffer.alloc(0);
  recoverySecret = '';
  store!: Store;

  async open(): Promise<this> {
    mkdirSync(this.state);
    await createStationKey(this.state);
    this.stationKey = await readStationKey(this.state);
    for (const name of ['authority.pem', 'authority.key', 'server.pem', 'server.key']) {
      writeFileSync(join(this.state, name), `${name} of the office\n`);
    }
    const recovery = await newRecoveryIdentity();
    this.recoverySecret = recovery.secret;
    writeFileSync(join(this.state, recoveryRecipientFile), `${recovery.recipient}\n`);
    this.store = openStore(this.state, this.stationKey, this.clock, pino({ level: 'silent' }));
    unwrap(await preparePlace(this.place, office));
    return this;
  }

  /** Writes a document under a dossier's key and journals it; answers its id. */
  async addDocument(keyId: string, content: string | Buffer): Promise<string> {
    const id = newId(this.clock);
    const written = await this.store.documents.write(id, keyId, Buffer.from(content));
    this.store.write((tx) => {
      this.store.documents.record(tx, { id, keyId, purpose: 'page', ...written });
      this.store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'keep-page',
        objectType: 'dossier',
        objectId: keyId,
      });
    });
    return id;
  }

  task(more: Partial<BackupTask> = {}): BackupTask {
    const { state, stationKey, place: folder, clock } = this;
    return { state, stationKey, folder, office, clock, terms: { setsDays: 90, keysDays: 7 }, ...more };
  }

  backUp(more: Partial<BackupTask> = {}): ReturnType<typeof backUp> {
    return backUp(this.task(more));
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
