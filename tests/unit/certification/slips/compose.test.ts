import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REFUSAL_GROUNDS } from '../../../../src/certification/index.ts';
import type { SlipRequest } from '../../../../src/certification/slips/facts.ts';
import {
  composeSlip,
  SLIP_KINDS,
  SLIP_PLACEHOLDERS,
  SLIP_TEMPLATES,
  type SlipDossier,
  type SlipModel,
} from '../../../../src/certification/slips/index.ts';
import { act, at, dossier, office, original, rate } from './facts.ts';

/** The value of the field with this label, or null. */
function field(slip: SlipModel, label: string): string | null {
  const found = slip.blocks.find((block) => block.kind === 'field' && block.label === label);
  return found?.kind === 'field' ? found.value : null;
}

const reception = (change?: Partial<SlipDossier>) =>
  composeSlip({ kind: 'reception', office, dossier: dossier(change), act });
const fees = (change?: Partial<SlipDossier>) => composeSlip({ kind: 'fees', office, dossier: dossier(change), act });
const table = (slip: SlipModel) => slip.blocks.find((block) => block.kind === 'table');

function textsIn(block: SlipModel['blocks'][number]): string[] {
  switch (block.kind) {
    case 'field':
      return [block.label, block.value];
    case 'paragraph':
      return [block.text];
    case 'tracking':
      return [block.label, block.code, block.note, ...(block.address === null ? [] : [block.address])];
    case 'table': {
      const total = block.total === null ? [] : [block.total.label, block.total.value];
      return [...block.columns.map(({ title }) => title), ...block.rows.flat(), ...total];
    }
  }
}

/** Every text that a renderer would draw. */
function textsOf(slip: SlipModel): string[] {
  const own = [slip.unit, slip.nation, slip.motto, slip.title];
  const maybe = [slip.office, slip.reference, slip.placeAndDate, slip.subtitle].filter((text) => text !== null);
  const inBlocks = slip.blocks.flatMap(textsIn);
  return [...own, ...maybe, ...inBlocks, ...slip.signatures.flatMap(({ title, note, name }) => [title, note, name])];
}

describe('the heading', () => {
  it('is that of an official paper, with place and day of the act', () => {
    expect(reception()).toMatchObject({
      office: 'ỦY BAN NHÂN DÂN\nXÃ NẬM PHAI',
      unit: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
      nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      motto: 'Độc lập - Tự do - Hạnh phúc',
      reference: 'Mã hồ sơ: H99.14-261120-00042',
      placeAndDate: 'Nậm Phai, ngày 20 tháng 11 năm 2026',
    });
  });

  it('leaves out an office and a place that are not set', () => {
    const unnamed = { ...office, name: '', place: '' };
    expect(composeSlip({ kind: 'reception', office: unnamed, dossier: dossier(), act })).toMatchObject({
      office: null,
      placeAndDate: 'Ngày 20 tháng 11 năm 2026',
    });
  });
});

describe('the time of the result', () => {
  const rule = 'Thời hạn giải quyết';
  it('is the same day', () => {
    const slip = reception();
    expect(field(slip, rule)).toBe('Trong ngày tiếp nhận (Điều 7 Nghị định 23/2015/NĐ-CP)');
    expect(field(slip, 'Thời gian trả kết quả')).toBe('17 giờ 00 phút, thứ Sáu, ngày 20 tháng 11 năm 2026');
  });

  it.each([
    ['2026-11-20T15:00:01', 'do tiếp nhận sau 15 giờ'],
    ['2026-11-22T16:00:00', 'do tiếp nhận ngoài ngày làm việc'],
    ['2026-11-20T09:00:00', 'do tiếp nhận ngoài ngày làm việc'],
  ])('is the next working day, received at %s', (received, why) => {
    const slip = reception({ receivedAt: at(received), dueAt: at('2026-11-23T17:00:00') });
    expect(field(slip, rule)).toBe(`Ngày làm việc tiếp theo, ${why} (Điều 7 Nghị định 23/2015/NĐ-CP)`);
    expect(field(slip, 'Thời gian trả kết quả')).toContain('thứ Hai, ngày 23 tháng 11 năm 2026');
  });

  it('is later on the office’s own account, or as agreed in writing', () => {
    const days = { kind: 'days', ground: 'many-pages', days: 2 } as const;
    expect(field(reception({ extension: days }), rule)).toBe(
      'Kéo dài thêm 02 ngày làm việc, vì bản chính có nhiều trang (Điều 21 Nghị định 23/2015/NĐ-CP)',
    );
    const agreed = { kind: 'agreed', ground: 'complex', until: '2026-12-01', agreement: 'số 07/TT' } as const;
    expect(field(reception({ extension: agreed }), rule)).toBe(
      'Theo thỏa thuận bằng văn bản số 07/TT, vì nội dung phức tạp, khó kiểm tra, đối chiếu (Điều 21 Nghị định 23/2015/NĐ-CP)',
    );
  });
});

describe('the fee', () => {
  it('is the rate until every original is compared, then the sum in figures and words', () => {
    const words = field(reception({ originals: [original(1, 2), original(2, null)] }), 'Phí chứng thực');
    expect(words).toBe(
      '2.000 đồng/trang đối với 2 trang đầu, từ trang thứ 3 là 1.000 đồng/trang, tối đa 200.000 đồng/bản',
    );
    expect(field(reception(), 'Phí chứng thực')).toBe('4.000 đồng (Bốn nghìn đồng), theo bảng kê phí');
    const refused = reception({ originals: [{ ...original(1, 2), charged: false }] });
    expect(field(refused, 'Phí chứng thực')).toBe(words);
    const flat = reception({ originals: [original(1, null)], rate: { ...rate, firstPages: 0 } });
    expect(field(flat, 'Phí chứng thực')).toBe('1.000 đồng/trang, tối đa 200.000 đồng/bản');
  });

  it('is listed by original, the cap named, what is refused left out', () => {
    const refused = { ...original(2, 9), charged: false };
    const slip = fees({ originals: [original(1, 2), refused, original(3, 220, 2, 'Học bạ')] });
    expect(table(slip)).toMatchObject({
      rows: [
        ['1', 'Giấy khai sinh', '2', '4.000', '1', '4.000'],
        ['3', 'Học bạ', '220', '200.000 (mức tối đa)', '3', '600.000'],
      ],
      total: { label: 'Tổng cộng', value: '604.000' },
    });
    expect(field(slip, 'Bằng chữ')).toBe('Sáu trăm linh bốn nghìn đồng');
    expect(field(slip, 'Số biên lai')).toMatch(/^…+$/);
    expect(field(fees({ feeReceipt: '01BLP/26E 123' }), 'Số biên lai')).toBe('01BLP/26E 123');
  });

  it('has no sum, in figures or words, while one is not known', () => {
    const slip = fees({ originals: [original(1, 2), original(2, null)] });
    expect(table(slip)).toMatchObject({ total: { value: '–' } });
    expect(field(slip, 'Bằng chữ')).toBeNull();
  });

  it('is posted up as the rates are, with sums', () => {
    const examples = [{ pages: 3, total: 5000 }];
    const wall = (firstPages: number) =>
      composeSlip({ kind: 'rates', office, rate: { ...rate, firstPages }, examples });
    const [rates, sums] = wall(2).blocks.filter((block) => block.kind === 'table');
    expect(rates?.rows).toEqual([
      ['1', 'Từ trang thứ 1 đến trang thứ 2', '2.000 đồng/trang'],
      ['2', 'Từ trang thứ 3 trở lên', '1.000 đồng/trang'],
      ['3', 'Mức thu tối đa cho một bản', '200.000 đồng/bản'],
    ]);
    expect(sums?.rows).toEqual([['3', '5.000 đồng']]);
    expect(wall(2)).toMatchObject({
      subtitle: 'Áp dụng từ ngày 01/01/2017, theo Thông tư 226/2016/TT-BTC Điều 4',
      placeAndDate: null,
      signatures: [],
    });
    const firstRow = (slip: SlipModel) => (slip.blocks[0]?.kind === 'table' ? slip.blocks[0].rows[0] : []);
    expect(firstRow(wall(1))).toEqual(['1', 'Trang thứ 1', '2.000 đồng/trang']);
    expect(firstRow(wall(0))).toEqual(['1', 'Từ trang thứ 1 trở lên', '1.000 đồng/trang']);
  });
});

describe('a refusal', () => {
  it.each(Object.values(REFUSAL_GROUNDS))('on the ground $id says it, the law, and the officer’s words', (ground) => {
    const refused = original(2, null, 0, 'Sổ hộ khẩu');
    const common = { kind: 'refusal', office, dossier: dossier(), act, original: refused, ground } as const;
    const own = composeSlip({ ...common, reason: 'Trang 3 bị tẩy.\nMặt sau viết thêm.' });
    expect(field(own, 'Giấy tờ bị từ chối')).toBe('Sổ hộ khẩu (giấy tờ thứ 2 của hồ sơ)');
    expect(field(own, 'Lý do từ chối')).toBe(ground.vi);
    expect(field(own, 'Căn cứ pháp lý')).toBe(ground.law);
    expect(field(own, 'Giải thích của người từ chối')).toBe('Trang 3 bị tẩy.\nMặt sau viết thêm.');
    // What the desk filled in is not said twice.
    expect(field(composeSlip({ ...common, reason: ground.vi }), 'Giải thích của người từ chối')).toBeNull();
  });
});

describe('a supplement', () => {
  it('says of which paper what is asked, and numbers its fields', () => {
    const slip = composeSlip({
      kind: 'supplement',
      office: { ...office, visitorAddress: 'https://tra-cuu.example/nguoi-dan' },
      dossier: dossier({ phone: '0912 345 678', email: 'sua@example.vn' }),
      act,
      original: original(1, null),
      reason: 'Thiếu bảng điểm',
    });
    expect(field(slip, 'Điện thoại, thư điện tử')).toBe('0912 345 678, sua@example.vn');
    expect(field(slip, 'Nội dung cần bổ sung, hoàn thiện và lý do')).toBe('Thiếu bảng điểm');
    const numbers = slip.blocks.flatMap((block) => (block.kind === 'field' ? [block.number] : []));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(slip.blocks.at(-1)).toMatchObject({ code: 'ABCDE 12345', address: 'https://tra-cuu.example/nguoi-dan' });
  });
});

it('copies on paper are named in what is asked and where it is fetched', () => {
  const slip = reception({ originals: [original(1, 2, 1)] });
  expect(field(slip, 'Nội dung yêu cầu giải quyết')).toBe('Chứng thực bản sao (điện tử và giấy) từ bản chính');
  expect(field(slip, 'Nhận kết quả')).toContain('bản sao giấy nhận tại Trung tâm Phục vụ hành chính công');
});

it.each(SLIP_KINDS)('the form of %s knows its placeholders and says where it comes from', (kind) => {
  const template = SLIP_TEMPLATES[kind];
  const found = [...JSON.stringify(template).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  expect(found.filter((name) => !SLIP_PLACEHOLDERS.some((known) => known === name))).toEqual([]);
  expect(template.kind).toBe(kind);
  expect(template.source.length).toBeGreaterThan(20);
});

it('leaves out a place to sign for which there is nobody', () => {
  const signatures = [{ title: 'NGƯỜI LẬP', note: '', name: '{officer}' }];
  const slip = composeSlip({ kind: 'rates', office, rate, examples: [] }, { ...SLIP_TEMPLATES.rates, signatures });
  expect(slip.signatures).toEqual([]);
});

it.each(SLIP_KINDS)('a table stands only on the slip that has its figures: all of them tried on %s', (kind) => {
  const tables = (['originals', 'fees', 'rates', 'examples'] as const).map(
    (one) => ({ kind: 'table', table: one }) as const,
  );
  const request: SlipRequest =
    kind === 'rates'
      ? { kind, office, rate, examples: [{ pages: 1, total: 2000 }] }
      : {
          kind,
          office,
          dossier: dossier(),
          act,
          original: original(1, 2),
          reason: 'Thiếu trang',
          ground: REFUSAL_GROUNDS.altered,
        };
  const slip = composeSlip(request, { ...SLIP_TEMPLATES[kind], blocks: tables });
  expect(slip.blocks.map((block) => block.kind)).toEqual(['table', 'table']);
});

describe('whatever is entered', () => {
  const hostile = fc.constantFrom('', ' ', '{requester}', '\u200b', '\u0000');
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), hostile);
  const originals = fc.array(
    fc.record({
      pages: fc.option(fc.integer({ min: 1, max: 999 })),
      copies: fc.integer({ min: 0, max: 5 }),
      title: text,
    }),
    { minLength: 1, maxLength: 4 },
  );
  const input = fc.record({
    kind: fc.constantFrom(...SLIP_KINDS),
    name: text,
    place: text,
    requester: text,
    phone: fc.option(text),
    email: fc.option(text),
    reason: text,
    officer: text,
    agreement: fc.option(text),
    receipt: fc.option(text),
    originals,
  });

  it('no slip has an empty field or a loose end, all of it is NFC, and a second print says the same', () => {
    fc.assert(
      fc.property(input, (given) => {
        const own = dossier({
          requester: given.requester,
          phone: given.phone,
          email: given.email,
          feeReceipt: given.receipt,
          extension:
            given.agreement === null
              ? null
              : { kind: 'agreed', ground: 'complex', until: '2026-12-01', agreement: given.agreement },
          originals: given.originals.map(({ pages, copies, title }, index) =>
            original(index + 1, pages, copies, title),
          ),
        });
        const common = {
          office: { ...office, name: given.name, place: given.place },
          dossier: own,
          act: { ...act, officer: given.officer },
          original: own.originals[0] ?? original(1, 1),
          reason: given.reason,
          ground: REFUSAL_GROUNDS.altered,
        };
        const request: SlipRequest =
          given.kind === 'rates'
            ? { kind: 'rates', office: common.office, rate, examples: [{ pages: 1, total: 2000 }] }
            : { kind: given.kind, ...common };
        const slip = composeSlip(request);
        for (const one of textsOf(slip)) {
          expect(one.trim()).not.toBe('');
          expect(one).toBe(one.normalize('NFC'));
          expect(one.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          expect(one).not.toMatch(/undefined|NaN|\[object/);
        }
        expect(composeSlip(request)).toEqual(slip);
      }),
    );
  });
});
