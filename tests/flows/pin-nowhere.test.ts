import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalAnswer } from '../../src/web/contract/index.ts';
import { Screen } from '../peers/office/client.ts';
import { Desk } from '../peers/office/desk.ts';
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

  it('finds neither name nor title in the journal', async () => {
    const inspector = new Screen(office.address, office.authorityPem);
    await inspector.signIn(people.inspector.username, people.inspector.password);
    const { entries } = await inspector.json<JournalAnswer>('GET', '/api/journal?limit=1000');
    expect(entries.length).toBeGreaterThan(10);
    for (const secret of [requester, 'Hợp đồng']) expect(JSON.stringify(entries)).not.toContain(secret);
    // What the inspector reads names officers, dossiers and numbers by the office's own tables: the journal holds ids.
    const kept = JSON.stringify(entries.map(({ object: _, ...entry }) => entry));
    for (const { fullName } of Object.values(people)) expect(kept).not.toContain(fullName);
  });

  it('leaves no page image in memory files, not even after a cut in the middle of a scan', async () => {
    await office.loadPaper('land-certificate');
    office.scanner.machine.break({ kind: 'slow', ms: 400 });
    const desk = await Desk.open(office);
    const originalId = await desk.receive();
    await desk.creator.json('POST', `/api/originals/${originalId}/scans`, { source: 'feeder' });
    await expect
      .poll(async () => (await desk.original(originalId)).pages.length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    await office.station.kill();
    await office.station.start();
    expect((await desk.original(originalId)).scans[0]?.state).toBe('interrupted');
    const left = (await readdir('/dev/shm', { recursive: true })).filter((name) =>
      /\.(pnm|ppm|pgm|tiff?|out)$/.test(name),
    );
    const mine = left.filter((name) => name.startsWith(runtimeName(office.state)));
    expect(mine).toEqual([]);
  });

  it('finds no page in the clear', () => {
    const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
    const clear = [...files].filter(([, bytes]) => bytes.subarray(0, 3).equals(jpegStart) || bytes.includes('%PDF-'));
    expect(clear.map(([name]) => name)).toEqual([]);
  });
});

/** The station's folder in memory, as `appliance.ts` names it. */
function runtimeName(state: string): string {
  return `tram-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`;
}

async function readAll(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.name, await readFile(join(file.parentPath, file.name))] as [string, Buffer]),
    ),
  );
}
