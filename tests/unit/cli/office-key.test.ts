import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/cli/audit.ts';
import { backUpByHand } from '../../../src/cli/back-up.ts';
import { credentialByHand } from '../../../src/cli/credential.ts';
import { initOffice } from '../../../src/cli/init.ts';
import { officeKey } from '../../../src/cli/office-key.ts';
import { purgeByHand } from '../../../src/cli/purge.ts';
import { resetTotp } from '../../../src/cli/reset-totp.ts';
import { systemClock } from '../../../src/common/clock.ts';
import { createLogger } from '../../../src/common/log.ts';
import { createStationKey } from '../../../src/store/documents/station-key.ts';

const log = createLogger('silent');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-office-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a command that a technician runs', () => {
  it.each<[string, (state: string) => Promise<unknown>]>([
    ['backup', (state) => backUpByHand(state, null, systemClock)],
    ['backup into a folder', (state) => backUpByHand(state, join(state, 'place'), systemClock)],
    ['purge', (state) => purgeByHand(state, systemClock, log)],
    ['audit verify', (state) => verifyAudit(state, undefined, systemClock)],
    ['credential list', (state) => credentialByHand({ do: 'list' }, state, systemClock, log)],
    ['reset-totp', (state) => resetTotp('quantri', state, systemClock, log)],
  ])('%s: in a folder without an office says so and makes nothing', async (_name, run) => {
    expect(await run(folder)).toMatchObject({ ok: false, error: { code: 'START-NO-OFFICE' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['keys.db', 'documents'])(
    '%s without its tram.db is a damaged office: nothing makes it anew',
    async (trace) => {
      writeFileSync(join(folder, trace), '');
      const gone = { error: { code: 'START-DAMAGED', facts: { database: 'tram.db' } } };
      expect(await officeKey(folder)).toMatchObject(gone);
      const office = join(folder, 'office.toml');
      expect(await initOffice(office, folder, systemClock, log)).toMatchObject({
        error: { code: 'START-OFFICE-EXISTS' },
      });
      expect(readdirSync(folder)).toEqual([trace]);
    },
  );

  it('is refused with a code while the station key is not there, or cannot be one', async () => {
    writeFileSync(join(folder, 'tram.db'), '');
    const refused = { ok: false, error: { code: 'START-STATION-KEY' } };
    expect(await officeKey(folder)).toMatchObject(refused);
    writeFileSync(join(folder, 'station.key'), 'short');
    expect(await officeKey(folder)).toMatchObject(refused);
    expect(await backUpByHand(folder, null, systemClock)).toMatchObject(refused);
    rmSync(join(folder, 'station.key'));
    await createStationKey(folder);
    // Opening the store would make the dossiers’ keys anew, and empty.
    expect(await officeKey(folder)).toMatchObject({ error: { code: 'START-DAMAGED', facts: { database: 'keys.db' } } });
    writeFileSync(join(folder, 'keys.db'), '');
    expect(await officeKey(folder)).toMatchObject({ ok: true, value: expect.any(Buffer) as Buffer });
  });
});
