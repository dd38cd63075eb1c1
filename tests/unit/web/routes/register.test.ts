/** The register read, searched, printed and taken out as a table. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalAnswer, RegisterAnswer, SlipAnswer } from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { fillRegister, inventedRows } from '../../../peers/office/filled-register.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

const year = 2025;
const many = 20_000;
let served: Served;
let screen: Screen;
let inspector: Screen;

beforeAll(async () => {
  served = await serve();
  const database = join(served.folder, 'state', 'tram.db');
  const of = { office: 'H99.14', registerType: 'SCT/BS' } as const;
  // Numbers of one year fill months 1 to 10; a few stand in a year of their own.
  fillRegister(database, { ...of, year, rows: inventedRows(many, { year, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }) });
  fillRegister(database, {
    ...of,
    year: 2024,
    rows: [
      { number: 1, on: '2024-03-01', name: 'Nguyễn Văn A', title: '=HYPERLINK("http://xau.vn")', pages: 2, copies: 3 },
      { number: 2, on: '2024-03-01', name: '', title: '', state: 'voided', reason: 'Từ chối: bản chính bị tẩy, "sửa"' },
      {
        number: 3,
        on: '2024-03-31',
        name: 'Lò Thị Mẩy',
        title: 'Học bạ',
        state: 'cancelled',
        reason: 'Hủy theo 15/QĐ',
      },
      { number: 4, on: '2024-04-01', name: 'Đặng Thị Ước', title: 'Học bạ', replaces: 3 },
      { number: 5, on: '2024-04-30', name: '', title: '', state: 'reserved' },
    ],
  });
  fillRegister(database, { ...of, year: 2022, rows: inventedRows(150, { year: 2022, months: [5] }) });
  screen = await served.as('creator');
  inspector = await served.as('inspector');
}, 60_000);
afterAll(() => served.close());

const ask = (query: string, by = screen): Promise<RegisterAnswer> =>
  by.json<RegisterAnswer>('GET', `/api/register?${query}`);
const numbers = ({ entries }: RegisterAnswer): number[] => entries.map(({ number }) => number);

describe('the register', () => {
  it('is read from the end, page by page, each number once', async () => {
    const seen: number[] = [];
    for (let before: number | null = many + 1; before !== null && seen.length < 1200; ) {
      const page: RegisterAnswer = await ask(`year=${year}&order=newest&limit=500&before=${before}`);
      seen.push(...numbers(page));
      before = page.next;
    }
    expect(seen.slice(0, 1200)).toEqual(Array.from({ length: 1200 }, (_, index) => many - index));
    const last = await ask(`year=${year}&order=newest&limit=3&before=3`);
    expect([numbers(last), last.next]).toEqual([[2, 1], null]);
    expect(last.years).toEqual([2025, 2024, 2022]);
  });

  it('shows a month by the day on which its numbers were given, without a hole', async () => {
    const march = await ask('year=2024&month=3');
    expect(numbers(march)).toEqual([1, 2, 3]);
    expect(numbers(await ask('year=2024&month=4'))).toEqual([4, 5]);
    expect(numbers(await ask('year=2024&month=12'))).toEqual([]);
    expect(march.entries[2]?.replacedBy?.text).toBe('Số chứng thực: 04, quyển số: 01/2024-SCT/BS');
    const months = await Promise.all(
      [1, 2].map((month) => ask(`year=${year}&month=${month}&order=newest&limit=1`).then((page) => numbers(page)[0])),
    );
    expect(months).toEqual([2000, 4000]);
  });

  it.each([
    '/api/register?year={year}&month=12',
    '/api/register/book?year={year}&month=12',
    '/api/register/book/pdf?year={year}&month=12',
    '/api/register.csv?year={year}&month=12',
  ])('has no year that nobody can mean: %s', async (path) => {
    for (const wrong of ['9999', '3000', '1999', '0', '-1', '99999', '2025.5', 'x']) {
      const answer = await screen.once({ method: 'GET', path: path.replace('{year}', wrong) });
      expect([wrong, answer.status, failureIn(answer).code]).toEqual([wrong, 400, 'WEB-BODY-INVALID']);
      expect(failureIn(answer).facts).toMatchObject({ in: 'querystring', field: '/year' });
    }
    const last = await screen.once({ method: 'GET', path: path.replace('{year}', '2999') });
    expect(last.status).toBe(200);
  });

  it('is searched by a number and by a name, with or without its marks', async () => {
    expect(numbers(await ask(`year=${year}&search=19999`))).toEqual([19_999]);
    const found = await ask(`year=${year}&order=newest&limit=5&search=${encodeURIComponent('nguyen van a')}`);
    expect(found.entries.map(({ requesterName }) => requesterName)).toEqual(Array(5).fill('Nguyễn Văn A'));
    expect((await ask(`year=2024&search=${encodeURIComponent('ĐẶNG')}`)).entries).toHaveLength(1);
    for (const nothing of ['%', '_', 'xyz', '\\', '0']) {
      expect(numbers(await ask(`year=2024&search=${encodeURIComponent(nothing)}`)), nothing).toEqual([]);
    }
    const long = await screen.once({ method: 'GET', path: `/api/register?search=${'a'.repeat(101)}` });
    expect(long.status).toBe(400);
    expect(numbers(await ask('year=2024&volume=1'))).toHaveLength(5);
    expect(numbers(await ask('year=2024&volume=2'))).toEqual([]);
  });

  it('is a month of the book: every number in order, voided ones with their reason, the sums of what came of it', async () => {
    const { slip } = await screen.json<SlipAnswer>('GET', '/api/register/book?year=2024&month=3');
    expect(slip).toMatchObject({
      kind: 'register',
      title: 'SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH',
      subtitle: 'Tháng 3 năm 2024',
      reference: 'Quyển số: 01/2024-SCT/BS, tháng 03/2024',
    });
    const [table, sum, range] = slip.blocks;
    expect(table).toMatchObject({
      kind: 'table',
      rows: [
        [
          '01',
          '01/03/2024',
          'Nguyễn Văn A',
          '=HYPERLINK("http://xau.vn")',
          expect.stringContaining('Vàng Văn Hiển'),
          '2 / 3',
          '12.000',
        ],
        ['02', '–', '–', 'Số bỏ. Từ chối: bản chính bị tẩy, "sửa"', '–', '–', '–'],
        [
          '03',
          '31/03/2024',
          'Lò Thị Mẩy',
          expect.stringContaining('Hủy theo 15/QĐ'),
          expect.anything(),
          '2 / 1',
          '4.000',
        ],
      ],
      total: { label: 'Cộng: 2 bản chính, 4 bản sao', value: '16.000' },
    });
    expect(sum).toMatchObject({ text: expect.stringContaining('phí 16.000 đồng (Mười sáu nghìn đồng)') as string });
    expect(range).toMatchObject({ text: expect.stringContaining('từ 01 đến 03, gồm 3 số; 1 số bỏ') as string });
    const empty = await screen.json<SlipAnswer>('GET', '/api/register/book?year=2023&month=3');
    expect(empty.slip.blocks[0]).toMatchObject({ text: 'Trong tháng không có số chứng thực nào.' });
  });

  it('is drawn as PDF on its side, with the head of the table and the page on each page', async () => {
    const answer = await screen.once({ method: 'GET', path: '/api/register/book/pdf?year=2022&month=5' });
    expect(answer.status).toBe(200);
    const path = join(served.folder, 'book.pdf');
    writeFileSync(path, answer.body);
    const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
    const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
    expect(info).toContain('841.89 x 595.276 pts');
    const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).normalize('NFC');
    const sheets = text.split('\f').slice(0, pages);
    expect(pages).toBeGreaterThan(5);
    expect(sheets.filter((sheet, index) => sheet.includes(`Trang ${index + 1}/${pages}`))).toHaveLength(pages);
    // What closes the month may stand on a page of its own.
    const headed = sheets.filter((sheet) => sheet.includes('Họ tên người yêu'));
    expect(headed.length).toBeGreaterThanOrEqual(pages - 1);
    expect(sheets.at(-1)).toContain('THỦ TRƯỞNG CƠ QUAN');
    const given = [...text.matchAll(/^(\d{2,3}) (?:\d\d\/05\/2022|–)/gm)].map(([, number]) => Number(number));
    expect(given).toEqual(Array.from({ length: 150 }, (_, index) => 1 + index));
  });

  it('is taken out as a table that a spreadsheet opens and does not calculate, and that is journaled', async () => {
    const answer = await screen.once({ method: 'GET', path: '/api/register.csv?year=2024' });
    expect(answer.headers['content-disposition']).toBe('attachment; filename="so-chung-thuc-2024.csv"');
    const text = answer.body.toString('utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => row['Số chứng thực'])).toEqual(['1', '2', '3', '4', '5']);
    expect(rows[0]).toMatchObject({
      'Tên của bản chính giấy tờ, văn bản': `'=HYPERLINK("http://xau.vn")`,
      'Ngày tháng năm chứng thực': '01/03/2024',
      'Lệ phí/Phí chứng thực (đồng)': '12000',
    });
    expect(rows[1]).toMatchObject({ 'Tình trạng': 'Số bỏ', 'Lý do': 'Từ chối: bản chính bị tẩy, "sửa"' });
    expect(rows[3]?.['Thay cho']).toBe('Số chứng thực: 03, quyển số: 01/2024-SCT/BS');
    const whole = await screen.once({ method: 'GET', path: `/api/register.csv?year=${year}` });
    expect(whole.body.toString('utf8').trimEnd().split('\r\n')).toHaveLength(many + 1);

    await screen.json('POST', '/api/register/book/issue', { year: 2024, month: 3 });
    const { entries } = await inspector.json<JournalAnswer>('GET', '/api/journal?limit=1000');
    const acts = entries.filter(({ objectType }) => objectType === 'register').map(({ act, facts }) => [act, facts]);
    expect(acts).toContainEqual(['export-register', { rows: 5 }]);
    expect(acts).toContainEqual(['export-register', { rows: many }]);
    expect(acts).toContainEqual(['print-register', { month: 3 }]);
    expect(acts.filter(([act]) => act === 'view-register').length).toBeGreaterThan(0);
  });

  it('has in the table what the view and the book say of numbers without a row, and where each number comes from', async () => {
    const path = join(served.folder, 'state', 'tram.db');
    const row = { name: 'Lò Thị Mẩy', title: 'Học bạ' };
    const rows = [1, 2, 5, 9].map((number) => ({ ...row, number, on: '2021-03-01' }));
    const later = { ...row, number: 20, on: '2021-05-02' };
    fillRegister(path, { office: 'H99.14', registerType: 'SCT/BS', year: 2021, rows: [...rows, later] });
    const db = new Database(path);
    db.pragma('foreign_keys = OFF');
    db.exec(`DROP TRIGGER register_number_is_fixed;
      UPDATE register_entries SET source = 'paper-book' WHERE year = 2021 AND number = 5;
      UPDATE register_entries SET source = 'one-stop' WHERE year = 2021 AND number = 20;
      INSERT INTO register_elsewhere VALUES ('e1', 'H99.14', 'SCT/BS', 2021, 3, 5, '=bản giấy', 'o', 1, NULL, NULL);
      INSERT INTO register_elsewhere VALUES ('e2', 'H99.14', 'SCT/BS', 2021, 10, 10, 'sổ giấy', 'o', 1, NULL, NULL);
      INSERT INTO register_elsewhere VALUES ('e3', 'H99.14', 'SCT/BS', 2021, 12, 19, 'một cửa', 'o', 1, NULL, NULL);
      INSERT INTO register_elsewhere VALUES ('e4', 'H99.14', 'SCT/BS', 2021, 21, 30, 'một cửa', 'o', 1, NULL, NULL);
      INSERT INTO register_elsewhere VALUES ('e5', 'H99.14', 'SCT/BS', 2021, 11, 11, 'đã rút', 'o', 1, NULL, 2);
      INSERT INTO register_holds (id, since, cause, backup_at, confirmed_at, confirmed_by, office, register_type, year,
        first_lost, last_number) VALUES ('h', 1, 'restored', 1, 2, 'o', 'H99.14', 'SCT/BS', 2021, 6, 8)`);
    db.close();
    const table = async (query: string): Promise<(string | undefined)[][]> => {
      const { body } = await screen.once({ method: 'GET', path: `/api/register.csv?${query}` });
      const lines = parse(body.toString('utf8'), { bom: true, columns: true }) as Record<string, string>[];
      return lines.map((line) =>
        ['Số chứng thực', 'Đến số', 'Tình trạng', 'Nguồn số', 'Lý do'].map((one) => line[one]),
      );
    };
    const here = (number: string, source: string) => [number, '', 'Đã vào sổ', source, ''];
    const outside = (from: string, to: string, why: string) => [from, to, 'Dùng ngoài trạm', 'Ngoài trạm', why];
    const march = [
      here('1', 'Trạm cấp'),
      here('2', 'Trạm cấp'),
      outside('3', '4', "'=bản giấy"),
      here('5', 'Sổ giấy'),
      ['6', '8', 'Đã cấp, dữ liệu tại trạm không còn', '', ''],
      here('9', 'Trạm cấp'),
      outside('10', '10', 'sổ giấy'),
    ];
    const end = [outside('12', '19', 'một cửa'), here('20', 'Hệ thống một cửa'), outside('21', '30', 'một cửa')];
    expect(await table('year=2021')).toEqual([...march, ...end]);
    expect(await table('year=2021&month=3')).toEqual(march);
    expect(await table('year=2021&month=5')).toEqual(end);
    expect(await table('year=2021&month=4')).toEqual([]);
    // The view and the printed book say the same.
    const view = await ask('year=2021');
    expect(view.elsewhere.map(({ from, to }) => [from, to])).toEqual([
      [3, 4],
      [10, 10],
      [12, 19],
      [21, 30],
    ]);
    expect(view.lost.map(({ from, to }) => [from, to])).toEqual([[6, 8]]);
    const { slip } = await screen.json<SlipAnswer>('GET', '/api/register/book?year=2021&month=3');
    const said = slip.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
    expect(said.filter((text) => /dùng ngoài trạm|không còn/.test(text))).toHaveLength(3);
  });

  it('draws no PDF of a month that has more numbers than a thread can carry', async () => {
    const database = join(served.folder, 'state', 'tram.db');
    const rows = inventedRows(2501, { year: 2023, months: [6] });
    fillRegister(database, { office: 'H99.14', registerType: 'SCT/BS', year: 2023, rows });
    const answer = await screen.once({ method: 'GET', path: '/api/register/book/pdf?year=2023&month=6' });
    expect([answer.status, failureIn(answer).code]).toEqual([409, 'SLIP-BOOK-TOO-LONG']);
    const { slip } = await screen.json<SlipAnswer>('GET', '/api/register/book?year=2023&month=6');
    expect(slip.blocks[0]).toMatchObject({ kind: 'table', rows: { length: 2501 } });
  });
});
