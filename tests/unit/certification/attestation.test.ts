import { describe, expect, it } from 'vitest';
import {
  ATTESTATION_PROFILES,
  ATTESTATION_TEMPLATES,
  type AttestationRequest,
  composeAttestation,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';
import { instantOf } from '../../../src/common/vietnam-time.ts';

const request: AttestationRequest = {
  template: ATTESTATION_TEMPLATES.nd30,
  registerNumber: { registerType: 'SCT/BS', year: 2026, volume: 1, number: 123 },
  signedAt: instantOf('2026-11-21', 9, 5, 7),
  office: 'Ủy ban nhân dân xã Ví Dụ',
  place: 'Trung tâm Phục vụ hành chính công xã Ví Dụ',
  signer: { fullName: 'Trần Văn Mẫu', signatureBlock: { kind: 'deputy' } },
  conversion: { fullName: 'Nguyễn Thị Ví Dụ', at: instantOf('2026-11-21', 8, 30) },
};
const compose = (over: Partial<AttestationRequest> = {}) => unwrap(composeAttestation({ ...request, ...over }));
const texts = (over: Partial<AttestationRequest> = {}) => compose(over).lines.map(({ role, text }) => [role, text]);

describe('the attestation', () => {
  it('of profile nd30 has heading, number, date, place and signature block', () => {
    expect(texts()).toEqual([
      ['heading', 'CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH'],
      ['number', 'Số chứng thực: 123, quyển số: 01/2026-SCT/BS'],
      ['date', 'Ngày 21 tháng 11 năm 2026'],
      ['place', 'Tại Trung tâm Phục vụ hành chính công xã Ví Dụ'],
    ]);
    expect(compose()).toMatchObject({
      profile: 'nd30',
      signature: { align: 'right', blockLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], fullName: 'Trần Văn Mẫu' },
      signedAt: '2026-11-21T09:05:07+07:00',
      registerNumber: request.registerNumber,
    });
  });

  it('says where the copy is looked up when the office prints it, and not otherwise', () => {
    const lookup = { address: 'https://tracuu.vn/?ma={code}', code: 'H99/14 03' };
    expect(compose({ lookup }).lookup).toEqual({
      address: 'https://tracuu.vn/?ma=H99%2F14%2003',
      lines: ['Tra cứu bản sao: https://tracuu.vn/?ma=H99%2F14%2003', 'Mã hồ sơ: H99/14 03'],
      style: { align: 'left', bold: false, sizePt: 10, colour: 'black' },
    });
    expect(compose()).not.toHaveProperty('lookup');
  });

  it('of profile one-stop is the blue stamp at the left', () => {
    const template = ATTESTATION_TEMPLATES['one-stop'];
    expect(texts({ template, signedAt: instantOf('2026-03-04') }).slice(0, 3)).toEqual([
      ['heading', 'CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH'],
      ['number', 'Số chứng thực: 123  Quyển số: 01/2026-SCT/BS'],
      ['date', 'Ngày 04 tháng 03 năm 2026'],
    ]);
    expect(compose({ template }).lines[1]?.style).toMatchObject({ align: 'left', colour: 'blue', sizePt: 16 });
  });

  it.each([
    ['2026-01-05', 'Ngày 05 tháng 01 năm 2026'],
    ['2026-02-28', 'Ngày 28 tháng 02 năm 2026'],
    ['2026-03-01', 'Ngày 01 tháng 3 năm 2026'],
    ['2026-12-31', 'Ngày 31 tháng 12 năm 2026'],
  ])('dates %s as NĐ 30/2020 writes it', (date, text) => {
    expect(texts({ signedAt: instantOf(date, 23, 59) })[2]).toEqual(['date', text]);
  });

  it('leaves out the place when there is none', () => {
    const { place: _, ...withoutPlace } = request;
    expect(unwrap(composeAttestation(withoutPlace)).lines.map(({ role }) => role)).toEqual([
      'heading',
      'number',
      'date',
    ]);
    expect(compose({ place: '  ' }).lines).toHaveLength(3);
  });

  it('keeps the line of the number free where it comes at sealing', () => {
    const model = compose({ registerNumber: null });
    expect(model.lines[1]).toMatchObject({ role: 'number', text: '' });
    expect(model.registerNumber).toBeNull();
  });

  it('needs a complete signature block', () => {
    const signer = { fullName: 'A', signatureBlock: null };
    expect(composeAttestation({ ...request, signer })).toMatchObject({ error: { code: 'LAW-SIGNATURE-BLOCK' } });
  });

  it('does not compose from a template that is not sound', () => {
    const template = { ...request.template, lines: [] };
    expect(composeAttestation({ ...request, template })).toMatchObject({ error: { code: 'LAW-TEMPLATE-INCOMPLETE' } });
  });

  it('is composed Vietnamese throughout, whatever came in, and reads no value as a placeholder', () => {
    const office = 'Ủy ban nhân dân xã {year} Ví Dụ'.normalize('NFD');
    const model = compose({ office, signer: { ...request.signer, fullName: 'Trần Văn Mẫu'.normalize('NFD') } });
    expect(model.signature.fullName).toBe('Trần Văn Mẫu');
    expect(model.conversionMark?.text).toContain('Ủy ban nhân dân xã {year} Ví Dụ');
    expect(JSON.stringify(model)).toBe(JSON.stringify(model).normalize('NFC'));
  });

  it("takes the office's own lines over the signature", () => {
    const blockLines = { chairman: [], deputy: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], delegated: [] };
    expect(compose({ blockLines }).signature.blockLines).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']);
  });

  it.each(ATTESTATION_PROFILES)('of profile %s never says "sao y"', (profile) => {
    expect(JSON.stringify(compose({ template: ATTESTATION_TEMPLATES[profile] }))).not.toMatch(/sao\s+y/i);
  });
});

describe('the conversion mark', () => {
  it('says in words that it was converted, by whom, and when with the offset', () => {
    expect(compose().conversionMark?.text).toBe(
      'BẢN ĐIỆN TỬ CHUYỂN ĐỔI TỪ VĂN BẢN GIẤY – Ủy ban nhân dân xã Ví Dụ – Nguyễn Thị Ví Dụ – 2026-11-21T08:30:00+07:00',
    );
  });

  it('is left out where the office prints none', () => {
    expect(compose({ conversion: null }).conversionMark).toBeNull();
  });
});
