/** What of a category's answer counts: a whole list or nothing, and equal content whatever order it came in. */
import { describe, expect, it } from 'vitest';
import { categoryName, categoryOf } from '../../../../src/portal/categories/category.ts';
import { pulledOf, readCategory } from '../../../../src/portal/categories/read.ts';
import { procedureOf } from '../../../peers/portal/categories.ts';

const answer = (result: unknown, code: unknown = '0', message = 'Thành công'): string =>
  JSON.stringify({ error_code: code, message, result });
const offices = (rows: unknown) => readCategory(answer(rows), { kind: 'offices' });
const office = (n: number, name = `UBND xã ${n}`) => ({ MADONVI: `000.${n}`, TENDONVI: name, CAPDONVI: '4' });
const unreadable = { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };

describe('a list', () => {
  it('is the same content whatever the order, the writing and the repetitions', () => {
    const one = offices([office(2), office(1)]);
    expect(one).toMatchObject({ content: { list: { entries: [{ code: '000.1' }, { code: '000.2' }] } } });
    expect(offices([office(1), office(2), office(1)])).toEqual(one);
    expect(offices([office(1, 'UBND xã 1'.normalize('NFD')), office(2, ' UBND xã 2 ')])).toEqual(one);
  });

  it.each([
    ['an element without a code', [office(1), { TENDONVI: 'UBND' }]],
    ['an element without a name', [office(1), { MADONVI: '000.2' }]],
    ['an empty code', [office(1), { MADONVI: ' ', TENDONVI: 'UBND' }]],
    ['a code that is longer than any', [{ MADONVI: 'x'.repeat(201), TENDONVI: 'UBND' }]],
    ['an element of another kind', [office(1), 'UBND']],
    ['an object', { MADONVI: '000.1', TENDONVI: 'UBND' }],
    ['nothing', null],
    ['more than there can be', Array.from({ length: 50_001 }, (_, n) => office(n))],
  ])('with %s is none', (_, rows) => {
    expect(offices(rows)).toEqual(unreadable);
  });
});

describe('a procedure', () => {
  const ask = { kind: 'procedure', code: '2.000815' } as const;
  it('is read as a list of one or as it is, and only under its own code', () => {
    const own = procedureOf('2.000815', 'Chứng thực');
    const listed = readCategory(answer([procedureOf('2.000843', 'Khác'), own]), ask);
    expect(listed).toMatchObject({ kind: 'pulled', content: { procedure: { name: 'Chứng thực', published: true } } });
    expect(readCategory(answer(own), ask)).toEqual(listed);
    expect(readCategory(answer([procedureOf('2.000843', 'Khác')]), ask)).toEqual({ kind: 'absent' });
    for (const none of [[], null, undefined]) expect(readCategory(answer(none), ask)).toEqual({ kind: 'absent' });
    expect(readCategory(answer(undefined, '5', 'Không tìm thấy thủ tục'), ask)).toEqual({ kind: 'absent' });
  });

  it('is none when half of it is of another kind', () => {
    const odd = { LINHVUCTHUCHIEN: 'Chứng thực' } as unknown as Parameters<typeof procedureOf>[2];
    expect(readCategory(answer([procedureOf('2.000815', 'Chứng thực', odd)]), ask)).toEqual(unreadable);
  });

  it('has each fee once, as it stands', () => {
    const fee = { MAPHILEPHI: 'P1', SOTIEN: 2000, DONVI: 'Đồng', MOTA: '' };
    const channels = {
      CACHTHUCTHUCHIEN: [{ THOIGIAN: [{ PHILEPHI: [fee, fee] }] }, { THOIGIAN: [{ PHILEPHI: [fee] }] }],
    };
    expect(readCategory(answer([procedureOf('2.000815', 'Chứng thực', channels)]), ask)).toMatchObject({
      content: { procedure: { fees: [{ code: 'P1', amount: '2000', unit: 'Đồng', note: '' }] } },
    });
  });
});

describe('what the portal says instead', () => {
  it.each([
    [answer([], '-1', 'Hệ thống đang bận'), 'PORTAL-BUSY'],
    [answer([], '-1', 'Phiên làm việc hết hạn'), 'PORTAL-BUSY'],
    [answer([], '-1', 'Từ chối'), 'PORTAL-ANSWER-UNKNOWN'],
    ['<html>Đăng nhập</html>', 'PORTAL-ANSWER-UNREADABLE'],
    ['', 'PORTAL-ANSWER-UNREADABLE'],
  ])('%s is no category', (text, code) => {
    expect(readCategory(text, { kind: 'fields' })).toMatchObject({ kind: 'unreachable', code });
  });

  it.each([
    [404, { kind: 'not-offered' }],
    [501, { kind: 'not-offered' }],
    [400, { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' }],
    [503, { kind: 'unreachable', code: 'PORTAL-BUSY' }],
    [403, { kind: 'unreachable', code: 'PORTAL-ACCESS-DENIED' }],
  ])('status %i', (status, expected) => {
    const said = { kind: 'answer', status, retryAfterMs: undefined, date: null, text: '' } as const;
    expect(pulledOf(said, { kind: 'offices' })).toMatchObject(expected);
  });
});

it('a category is known by its name', () => {
  for (const query of [{ kind: 'offices' }, { kind: 'procedure', code: '2.000815' }] as const) {
    expect(categoryOf(categoryName(query))).toEqual(query);
  }
  expect(categoryOf('khác')).toBeNull();
});
