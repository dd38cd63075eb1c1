import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/cli/audit.ts';
import { unwrap } from '../../../src/common/result.ts';
import { openStore } from '../../../src/store/index.ts';
import { JournalWatch } from '../../../src/upkeep/journal/watch.ts';
import { rescueStore } from '../../../src/upkeep/rescue/rescue.ts';
import { KeptOffice } from '../upkeep/backup/support.ts';

let kept: KeptOffice;

beforeEach(async () => {
  kept = await new KeptOffice().open();
  for (let page = 1; page <= 3; page++) await kept.addDocument('dossier-1', `trang ${page}`);
});

afterEach(() => kept.close());

/** As somebody would who has the disk: past the triggers that protect the journal. */
function tamper(sql: string): void {
  const db = new Database(join(kept.state, 'tram.db'));
  const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  db.exec(sql);
  db.close();
}

const verify = (head?: string) => verifyAudit(kept.state, head, kept.clock);

describe('tram audit verify', () => {
  it('finds a sound journal sound, with and without anchors', async () => {
    expect(unwrap(await verify())).toMatchObject({ entries: 3, anchors: 0 });
    unwrap(await kept.backUp());
    await kept.addDocument('dossier-1', 'trang 4');
    const { head } = unwrap(await verify());
    expect(unwrap(await verify(`4:${head}`))).toMatchObject({ entries: 4, head, anchors: 2 });
  });

  it('finds an entry that was changed', async () => {
    tamper("UPDATE journal SET actor = 'somebody else' WHERE seq = 2");
    expect(await verify()).toMatchObject({ error: { code: 'STORE-JOURNAL-BROKEN', facts: { entry: 2 } } });
  });

  it('finds a tail that was cut off, by the head in a backup', async () => {
    unwrap(await kept.backUp());
    tamper('DELETE FROM journal WHERE seq = 3');
    expect(await verify()).toMatchObject({ error: { code: 'STORE-JOURNAL-CUT', facts: { entry: 3 } } });
  });

  it('finds a tail that was written anew, by the head that the program’s log noted', async () => {
    const { entries, head } = unwrap(await verify());
    tamper('DELETE FROM journal WHERE seq = 3');
    await kept.store.close();
    kept.store = openStore(kept.state, kept.stationKey, kept.clock, pino({ level: 'silent' }));
    kept.now += 1;
    await kept.addDocument('dossier-1', 'trang khác');
    expect(unwrap(await verify()).entries).toBe(3);
    expect(await verify(`${entries}:${head}`)).toMatchObject({ error: { code: 'STORE-JOURNAL-CUT' } });
  });

  it('takes a restore for what it is: the journal says that it happened', async () => {
    unwrap(await kept.backUp());
    await kept.addDocument('dossier-1', 'trang 4');
    kept.now += 3_600_000;
    unwrap(await kept.backUp());
    await kept.store.close();
    const sets = readdirSync(join(kept.place, 'sets')).sort();
    // The newest set rotted, so the one before is taken, and the newer head is of another tail.
    writeFileSync(join(kept.place, 'sets', sets.at(-1) ?? '', 'office.age'), 'rotten');
    writeFileSync(join(kept.state, 'tram.db'), Buffer.alloc(8192, 7));
    kept.now += 60_000;
    expect(unwrap(await rescueStore(kept.state, kept.stationKey, kept.clock))).toHaveLength(1);
    expect(unwrap(await verify())).toMatchObject({ entries: 4, anchors: 2 });
    kept.store = openStore(kept.state, kept.stationKey, kept.clock, pino({ level: 'silent' }));
  });
});

describe('the watch over the journal', () => {
  it('notes the head in the log, and a break with its code', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
    const watch = new JournalWatch(kept.store, kept.clock, log);
    expect(watch.verifiedAt).toBeNull();
    await watch.look();
    const { head } = unwrap(await verify());
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ msg: 'journal head', entry: 3, head });
    expect(watch.verifiedAt).toBe(kept.now);
    kept.now += 1000;
    tamper("UPDATE journal SET act = 'nothing' WHERE seq = 1");
    await watch.look();
    expect(JSON.parse(lines[1] ?? '{}')).toMatchObject({ code: 'STORE-JOURNAL-BROKEN', entry: 1 });
    expect(watch.verifiedAt).toBe(kept.now - 1000);
  });
});
