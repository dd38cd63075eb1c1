import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ServiceCodes, serviceCodes } from '../../../../../src/portal/connectors/dossier-services/codes.ts';
import { encodeDossier, encodeStep } from '../../../../../src/portal/connectors/dossier-services/encode.ts';
import { cleanText, shorten } from '../../../../../src/portal/connectors/dossier-services/text.ts';
import { faultsOf, WireDossier, WireStep } from '../../../../peers/portal/wire.ts';
import { codeOf, sampleDossier, sampleStep } from '../../office.ts';

const codes: ServiceCodes = serviceCodes;
const result = {
  title: 'Giấy khai sinh',
  resultCode: 'KQ.G15.000001',
  originalId: 'o-1',
  url: 'https://kho.example/files/1',
};

describe('a dossier as an element of DongBoHoSoMC', () => {
  it('is what the portal takes', () => {
    const encoded = encodeDossier(sampleDossier(1, { results: [result] }), codes);
    expect(encoded.ok && faultsOf(WireDossier, encoded.value.element)).toEqual([]);
    expect(encoded).toMatchObject({ ok: true, value: { shortened: [] } });
  });

  it('puts in order what Unicode can write in two ways', () => {
    const encoded = encodeDossier(sampleDossier(1, { requesterName: 'Nguyễn Thị Hoà'.normalize('NFD') }), codes);
    expect(encoded.ok && encoded.value.element['ChuHoSo']).toBe('Nguyễn Thị Hoà'.normalize('NFC'));
  });

  it.each([
    ['011198000123', { LoaiDinhDanh: '1', SoDinhDanh: '011198000123' }],
    ['012345678', { LoaiDinhDanh: '2', SoDinhDanh: '012345678' }],
  ])('says which kind of number %s is', (requesterIdentityNumber, expected) => {
    const encoded = encodeDossier(sampleDossier(1, { requesterIdentityNumber }), codes);
    expect(encoded.ok && encoded.value.element['DinhDanhCHS']).toEqual([expected]);
  });

  it.each([undefined, '', 'C1234567', '12345'])('makes no number up for %s', (requesterIdentityNumber) => {
    const { requesterIdentityNumber: _, ...without } = sampleDossier(1);
    const dossier = requesterIdentityNumber === undefined ? without : { ...without, requesterIdentityNumber };
    expect(encodeDossier(dossier, codes)).toMatchObject({ ok: false, error: { code: 'PORTAL-IDENTITY-MISSING' } });
  });

  it('leaves out fees of nothing', () => {
    const fees = [
      { code: 'A', name: 'Miễn', amount: 0 },
      { code: 'B', name: 'Phí', amount: 2000, collectedAt: 'reception' as const },
    ];
    const encoded = encodeDossier(sampleDossier(1, { fees }), codes);
    expect(encoded.ok && encoded.value.element['DanhSachLePhi']).toEqual([
      { TenPhiLePhi: 'Phí', MaPhiLePhi: 'B', HinhThucThu: '1', Gia: '2000', LoaiPhiLePhi: '1' },
    ]);
  });

  it('shortens long text and says so, but never a key', () => {
    const long = encodeDossier(sampleDossier(1, { subject: 'ế'.repeat(1500), note: 'g'.repeat(5000) }), codes);
    expect(long).toMatchObject({ ok: true, value: { shortened: ['TrichYeuHoSo', 'GhiChu'] } });
    expect(long.ok && faultsOf(WireDossier, long.value.element)).toEqual([]);
    expect(encodeDossier(sampleDossier(1, { phone: '0'.repeat(51) }), codes)).toEqual({
      ok: false,
      error: { code: 'PORTAL-FIELD-TOO-LONG', facts: { field: 'SoDienThoai', limit: 50 } },
    });
  });

  it('refuses a required text of white space alone', () => {
    expect(encodeDossier(sampleDossier(1, { requesterName: ' \u0001 ' }), codes)).toMatchObject({
      ok: false,
      error: { code: 'PORTAL-CONTENT-INVALID', facts: { field: 'ChuHoSo' } },
    });
  });

  it('takes the uncertain codes from the settings', () => {
    const encoded = encodeDossier(sampleDossier(1), { ...codes, submittedAt: '1', databases: ['7', '12'] });
    expect(encoded).toMatchObject({
      value: { element: { NoiNopHoSo: '1', DSKetNoiCSDL: [{ MaCSDL: '7' }, { MaCSDL: '12' }] } },
    });
  });

  it('fits the portal whatever people write', () => {
    const written = fc.string({ unit: 'binary', minLength: 1, maxLength: 3000 }).map((text) => `a${text}`);
    fc.assert(
      fc.property(written, written, written, written, (requesterName, subject, note, title) => {
        const dossier = sampleDossier(1, {
          requesterName: requesterName.slice(0, 400),
          subject,
          note,
          results: [{ ...result, title }],
        });
        const encoded = encodeDossier(dossier, codes);
        if (!encoded.ok) throw new Error(encoded.error.code);
        expect(faultsOf(WireDossier, encoded.value.element)).toEqual([]);
      }),
      { seed: 20251122, numRuns: 100 },
    );
  });
});

describe('a step as an element of CapNhatTienDoHoSoMC', () => {
  it('is what the portal takes', () => {
    const encoded = encodeStep(codeOf(1), sampleStep(1), codes);
    expect(encoded.ok && faultsOf(WireStep, encoded.value.element)).toEqual([]);
    expect(encoded).toMatchObject({ value: { element: { ThoiDiemXuLy: '20251122100100', NgayBatDau: '' } } });
  });

  it('cuts a long officer name to 50 units between characters', () => {
    const name = `Công Tằng Tôn Nữ Thị ${'Phương '.repeat(10)}`;
    const encoded = encodeStep(codeOf(1), sampleStep(1, { officerName: name }), codes);
    expect(encoded).toMatchObject({ ok: true, value: { shortened: ['NguoiXuLy'] } });
    const sent = String(encoded.ok && encoded.value.element['NguoiXuLy']);
    expect(sent.length).toBeLessThanOrEqual(50);
    expect(sent.endsWith('...')).toBe(true);
    expect(name.startsWith(sent.slice(0, -3))).toBe(true);
  });
});

describe('shortening', () => {
  it('never splits a character and never exceeds its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 4, max: 60 }), (text, limit) => {
        const clean = cleanText(text);
        const short = shorten(clean, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
        if (clean.length <= limit) {
          expect(short).toBe(clean);
        } else {
          const kept = short.slice(0, -3);
          const characters = Array.from(new Intl.Segmenter('vi').segment(clean), (s) => s.segment);
          const prefixes = characters.map((_, index) => characters.slice(0, index).join('').trimEnd());
          expect(prefixes).toContain(kept);
        }
      }),
      { seed: 20251122, numRuns: 300 },
    );
  });

  it('keeps a family of emoji and a letter with its marks whole', () => {
    expect(shorten('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 16)).toBe('👨‍👩‍👧‍👦...');
    expect(shorten('a\u0323\u0302a\u0323\u0302a', 6)).toBe('a\u0323\u0302...');
  });
});
