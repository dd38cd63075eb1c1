/** Somebody who has the disk alters the journal while the station is off: the next start tells it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';

const opened = withOffice();

test('an entry that was altered breaks the chain, and the log names it after the start', async () => {
  const { office } = opened;
  const broken = async (): Promise<{ entry?: number }[]> =>
    (await readFile(office.logPath, 'utf8'))
      .split('\n')
      .filter((line) => line.includes('STORE-JOURNAL-BROKEN'))
      .map((line) => JSON.parse(line) as { entry?: number });
  expect(await broken()).toEqual([]);
  await office.station.stop();
  const db = new Database(join(office.state, 'tram.db'));
  db.exec('DROP TRIGGER journal_is_append_only');
  db.prepare("UPDATE journal SET actor = 'somebody' WHERE seq = 2").run();
  db.close();
  await office.station.start();
  await expect.poll(broken, { timeout: 20_000 }).toMatchObject([{ entry: 2 }]);
});
