import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';
import { play } from '../peers/office/play.ts';

/** Distinctive enough that chance does not write it. */
const requester = 'Hờ Thị Chúa Zzyzx';

describe('after a whole dossier', () => {
  let folder: string;
  let office: SimulatedOffice;
  let files: Map<string, Buffer>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tram-secret-'));
    office = await openOffice(folder, { keyType: 'p256', pins: { signer: 'PIN-kY-829461', seal: 'PIN-dAu-573920' } });
    await play(office, {
      requester: { name: requester, identityNumber: '099190000001' },
      title: 'Hợp đồng',
      paper: 'notarised-contract',
      chargeablePages: 3,
    });
    // While it runs: database, WAL and keys as they are, not as a clean stop would leave them.
    files = await readAll(office.state);
    files.set('station.log', await readFile(office.logPath));
  }, 180_000);

  afterAll(async () => {
    await office?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('looks into the database, its WAL, the keys, the documents and the log', () => {
    const names = [...files.keys()];
    for (const name of ['tram.db', 'tram.db-wal', 'keys.db', 'station.log']) expect(names).toContain(name);
    expect(names.filter((name) => name.endsWith('.sealed')).length).toBeGreaterThan(3);
    expect(files.get('station.log')?.length).toBeGreaterThan(500);
  });

  it.each(['PIN-kY-829461', 'PIN-dAu-573920', people.signer.password, people.creator.password])(
    'finds no trace of %s',
    (secret) => {
      const forms = [
        secret,
        Buffer.from(secret).toString('base64').replaceAll('=', ''),
        Buffer.from(secret).toString('hex'),
      ];
      const found = [...files].filter(([, bytes]) => forms.some((form) => bytes.includes(form)));
      expect(found.map(([name]) => name)).toEqual([]);
    },
  );

  it('finds the name only in the database, never in the log', () => {
    const holding = [...files].filter(([, bytes]) => bytes.includes(requester)).map(([name]) => name);
    expect(holding.filter((name) => !name.startsWith('tram.db'))).toEqual([]);
    expect(holding.length).toBeGreaterThan(0);
  });

  it('finds no page in the clear', () => {
    const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
    const clear = [...files].filter(([, bytes]) => bytes.subarray(0, 3).equals(jpegStart) || bytes.includes('%PDF-'));
    expect(clear.map(([name]) => name)).toEqual([]);
  });
});

async function readAll(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.name, await readFile(join(file.parentPath, file.name))] as [string, Buffer]),
    ),
  );
}
