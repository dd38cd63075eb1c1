import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  imagesOf,
  meanDifference,
  opensslCms,
  pdfsig,
  qpdfCheck,
  renderPages,
  textOfPage,
} from '../peers/checkers/pdf.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { agency, people } from '../peers/office/people.ts';
import { type Played, play } from '../peers/office/play.ts';

describe('a dossier from paper to portal', () => {
  let folder: string;
  let office: SimulatedOffice;
  let played: Played;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tram-flow-'));
    office = await openOffice(folder);
    played = await play(office, {
      requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
      title: 'Hợp đồng chuyển nhượng quyền sử dụng đất',
      paper: 'notarised-contract',
      chargeablePages: 3,
    });
  }, 180_000);

  afterAll(async () => {
    await office?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives the first number of the year and the fee of three pages', () => {
    const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
    expect(played.registerNumber).toBe(`Số chứng thực: 01, quyển số: 01/${year}-SCT/BS`);
    expect(played.feeVnd).toBe(5000);
    expect(played.dueAt).toBeGreaterThan(Date.now() - 86_400_000);
  });

  it('yields a copy that pdfsig, qpdf and openssl accept', async () => {
    const signatures = await pdfsig(played.copy);
    expect(signatures.map(({ valid, total }) => ({ valid, total }))).toEqual([
      { valid: true, total: false },
      { valid: true, total: true },
    ]);
    expect(await qpdfCheck(played.copy)).toContain('No syntax or stream encoding errors found');
    const root = await readFile(join(folder, 'pki', 'root.pem'), 'utf8');
    expect(await opensslCms(played.copy, root)).toBe(2);
  });

  it('carries the scanned pages byte for byte, and they render as they were scanned', async () => {
    const images = await imagesOf(played.copy);
    expect(images.slice(0, 3)).toEqual([...played.pages]);
    const rendered = await renderPages(played.copy, 50);
    expect(rendered).toHaveLength(4);
    for (const [index, page] of played.pages.entries()) {
      const picture = rendered[index];
      if (!picture) throw new Error(`page ${index + 1} is missing`);
      expect(await meanDifference(picture, page)).toBeLessThan(4);
    }
  });

  it('says on its last page who certified what, and that the paper was converted', async () => {
    const text = (await textOfPage(played.copy, 4)).normalize('NFC').replaceAll(/\s+/g, ' ');
    expect(text).toContain('CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH');
    expect(text).toContain(played.registerNumber);
    expect(text).toContain('KT. CHỦ TỊCH');
    expect(text).toContain(people.signer.fullName);
    expect(text).toContain(people.creator.fullName);
    expect(text).not.toContain('SAO Y');
  });

  it('is signed by the signer and sealed by the agency, with revocation said to be unknown', () => {
    expect(
      played.signers.map(({ role, subjectCommonName, revocation }) => [role, subjectCommonName, revocation]),
    ).toEqual([
      ['signer', people.signer.fullName, 'not-checked'],
      ['seal', agency.name, 'not-checked'],
    ]);
  });

  it('reaches the portal once, with the copy at the gateway', async () => {
    await expect.poll(() => office.portal.listReceived()[0]?.content['TrangThaiHoSo']).toBe('10');
    const received = office.portal.listReceived();
    expect(received.map(({ code, adds }) => [code, adds])).toEqual([[played.dossierCode, 1]]);
    const results = (received[0]?.content['DanhSachGiayToKetQua'] ?? []) as { DuongDanTepTinKetQua: string }[];
    expect(results).toHaveLength(1);
    expect(await office.gateway.fetchCopy(results[0]?.DuongDanTepTinKetQua ?? '')).toEqual(played.copy);
    expect(received[0]?.steps.map((step) => step['TrangThai'])).toEqual(['2', '4', '4', '9']);
    expect(played.receipt?.message).toContain('thành công');
  });
});
