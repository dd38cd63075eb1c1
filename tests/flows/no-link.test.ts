import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OriginalDetail, VerificationAnswer } from '../../src/web/contract/index.ts';
import { opensslCms, opensslTimestamps, pdfsig, qpdfCheck, renderPages } from '../peers/checkers/pdf.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { type Played, play, type Screens, signInAll } from '../peers/office/play.ts';

describe('a copy that is issued while portal and time-stamping authority cannot be reached', () => {
  let folder: string;
  let office: SimulatedOffice;
  let screens: Screens;
  let played: Played;

  const original = () => screens.creator.json<OriginalDetail>('GET', `/api/originals/${played.originalId}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tram-no-link-'));
    office = await openOffice(folder, { keyType: 'p256', line: true, timeStamps: true });
    office.line?.cut();
    screens = await signInAll(office);
    played = await play(office, {
      requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
      title: 'Giấy khai sinh',
      paper: 'birth-certificate',
      chargeablePages: 1,
      untilIssued: true,
      screens,
    });
  }, 180_000);

  afterAll(async () => {
    await office?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is at B-B, with all that is to be done waiting', async () => {
    expect(played.receipt).toBeNull();
    expect(played.verification).toMatchObject({ complete: true, level: 'B-B', timestamps: [] });
    expect((await original()).timeStamps?.state).toBe('waiting');
    expect(played.messages.map(({ kind, state }) => [kind, state])).toEqual([
      ['upload-copy', 'waiting'],
      ['sync-dossier', 'waiting'],
      ['progress', 'waiting'],
    ]);
    expect(office.trust?.tsa.asked).toBe(0);
    expect(office.portal.listReceived()).toEqual([]);
  });

  it('reaches B-LTA on the same station when the link is raised, and then the portal', async () => {
    office.line?.heal();
    await expect.poll(async () => (await original()).state, { timeout: 90_000 }).toBe('delivered');
    expect((await original()).timeStamps).toEqual({ state: 'present', failureCode: null });
    const path = `/api/originals/${played.originalId}/copy`;
    const verification = await screens.creator.json<VerificationAnswer>('GET', `${path}/verification`);
    expect(verification).toMatchObject({ complete: true, level: 'B-LTA' });
    expect(verification.signatures.map(({ revocation }) => revocation)).toEqual(['good', 'good']);

    const copy = (await screens.creator.call({ method: 'GET', path: `${path}.pdf` })).body;
    expect(copy.subarray(0, played.copy.length).equals(played.copy)).toBe(true);
    // The portal was told of the dossier once, and of the one file.
    const [received, ...others] = office.portal.listReceived();
    expect([received?.adds, others]).toEqual([1, []]);
    const results = (received?.content['DanhSachGiayToKetQua'] ?? []) as { DuongDanTepTinKetQua: string }[];
    expect(results).toHaveLength(1);
    expect(await office.gateway.fetchCopy(results[0]?.DuongDanTepTinKetQua ?? '')).toEqual(copy);

    expect(await qpdfCheck(copy)).toContain('No syntax or stream encoding errors found');
    const signatures = (await pdfsig(copy)).filter(({ field }) => !field.startsWith('DauThoiGian'));
    expect(signatures.map(({ valid }) => valid)).toEqual([true, true]);
    const root = await readFile(join(folder, 'pki', 'root.pem'), 'utf8');
    expect(await opensslCms(copy, root)).toBe(2);
    expect(await opensslTimestamps(copy, root)).toBe(2);
    const look = async (pdf: Buffer) => (await renderPages(pdf, 40)).map(({ data }) => data.toString('base64'));
    expect(await look(copy)).toEqual(await look(played.copy));
  });
});
