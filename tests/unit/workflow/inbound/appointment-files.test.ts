import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import { importLimits, readAppointmentFile } from '../../../../src/workflow/inbound/appointments/read-file.ts';

const today = instantOf('2026-11-22', 7);
const read = async (text: string | Uint8Array) => {
  const result = await readAppointmentFile(typeof text === 'string' ? Buffer.from(text) : text, today);
  return result.ok ? result.value : result.error.code;
};
const rows = async (text: string) => {
  const result = await read(text);
  if (typeof result === 'string') throw new Error(result);
  return result;
};
const faults = async (text: string) => (await rows(text)).map(({ fault }) => fault);
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map((event) => `BEGIN:VEVENT\r\n${event}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`;

describe('a table', () => {
  const heading = 'Ngày;Giờ;Họ và tên;Số bản chính;Số định danh;Điện thoại;Ghi chú';

  it('is read in Vietnam’s time, with or without the mark of UTF-8, by the names of its columns', async () => {
    const line = '23/11/2026;8h30;Lò Văn Panh;2;011090000002;0912 345 678;mang theo hộ khẩu';
    const [row] = await rows(`\uFEFF${heading}\r\n${line}\r\n`);
    expect(row?.appointment).toMatchObject({ name: 'Lò Văn Panh', originals: 2, identityNumber: '011090000002' });
    expect(row?.appointment?.at).toBe(instantOf('2026-11-23', 8, 30));
    expect((await rows(`${heading}\n${line}`))[0]?.appointment).toEqual(row?.appointment);
    const other = await rows('"Họ tên",Giờ hẹn,Ngày hẹn\n"Vàng A Lử",14:00,2026-11-24\n');
    expect(other[0]?.appointment).toMatchObject({ name: 'Vàng A Lử', originals: 1, at: instantOf('2026-11-24', 14) });
  });

  it('counts rows as a spreadsheet does, and says nothing of empty ones', async () => {
    const text = `${heading}\r\n\r\n;;;;;;\r\n23/11/2026;9:00;A B;1;;;\r\n;;;;;;\r\n?;9:00;A B;1;;;\r\n\r\n`;
    expect((await rows(text)).map(({ row, fault }) => [row, fault])).toEqual([
      [4, null],
      [6, 'date'],
    ]);
    const long = ';;;;;;\n'.repeat(importLimits.rows + 5);
    expect(await read(`${heading}\n${long}23/11/2026;9:00;A B;1;;;\n`)).toBe('INBOUND-FILE-LONG');
  });

  it('says of each row what is wrong and takes the others', async () => {
    const lines = [
      '31/02/2026;8:30;A B;1',
      '23/11/2026;25:00;A B;1',
      '23/11/2026;8:30;<b>;1',
      '23/11/2026;8:30;A B;x',
      '23/11/2026;9:00;A B;1',
    ];
    expect(await faults([heading, ...lines].join('\n'))).toEqual(['date', 'time', 'name', 'originals', null]);
    expect((await rows([heading, ...lines].join('\n'))).map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
  });

  it('is refused in another encoding, in another form, and when it is too long', async () => {
    expect(await read(Buffer.from('Ngày;Giờ;Họ và tên\n23/11/2026;8:30;Lò', 'latin1'))).toBe('INBOUND-FILE-ENCODING');
    expect(await read(Buffer.from('\uFEFFNgày;Giờ;Họ và tên', 'utf16le'))).toBe('INBOUND-FILE-ENCODING');
    expect(await read('xin chào')).toBe('INBOUND-FILE-FORM');
    expect(await read(`${heading}\n`)).toBe('INBOUND-FILE-FORM');
    expect(await read(`${heading}\n"không đóng`)).toBe('INBOUND-FILE-FORM');
    expect(await read(new Uint8Array(importLimits.bytes + 1))).toBe('INBOUND-FILE-LONG');
    expect(await read(`${heading}\n${'23/11/2026;8:30;A B;1\n'.repeat(2001)}`)).toBe('INBOUND-FILE-LONG');
  });
});

describe('a calendar', () => {
  it('is read in UTC, in Vietnam’s zone and without one; other zones and whole days are named', async () => {
    const at = instantOf('2026-11-23', 8, 30);
    const found = await rows(
      calendar(
        'UID:1\r\nSUMMARY:Lò Văn Panh\r\nDTSTART:20261123T013000Z\r\nDESCRIPTION:Số bản chính: 3',
        'UID:2\r\nSUMMARY:Vàng A Lử\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20261123T083000',
        'UID:3\r\nSUMMARY:Sùng Văn Páo\r\nDTSTART:20261123T083000',
        'UID:4\r\nSUMMARY:A B\r\nDTSTART;TZID=Europe/Paris:20261123T083000',
        'UID:5\r\nSUMMARY:A B\r\nDTSTART;VALUE=DATE:20261123',
      ),
    );
    expect(found.map(({ appointment }) => appointment?.at ?? null)).toEqual([at, at, at, null, null]);
    expect(found.map(({ fault }) => fault)).toEqual([null, null, null, 'zone', 'time']);
    expect(found[0]?.appointment?.originals).toBe(3);
  });

  it('follows days and weeks with their exceptions and cancellations, and nothing that may never end', async () => {
    const repeated =
      'UID:w\r\nSUMMARY:Lò Văn Panh\r\nDTSTART:20261123T083000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20261130T083000';
    const moved =
      'UID:w\r\nSUMMARY:Lò Văn Panh\r\nRECURRENCE-ID:20261207T083000\r\nDTSTART:20261208T090000\r\nSTATUS:CANCELLED';
    const found = await rows(calendar(repeated, moved));
    expect(found.map(({ appointment }) => [appointment?.at, appointment?.cancelled])).toEqual([
      [instantOf('2026-11-23', 8, 30), false],
      [instantOf('2026-12-08', 9), true],
    ]);
    const endless = (rule: string) => calendar(`UID:e\r\nSUMMARY:A B\r\nDTSTART:20261123T083000\r\nRRULE:${rule}`);
    expect(await faults(endless('FREQ=SECONDLY'))).toEqual(['repeats']);
    expect(await faults(endless('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31'))).toEqual(['repeats']);
    expect((await rows(endless('FREQ=DAILY'))).length).toBeLessThanOrEqual(60);
    expect(await read('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n')).toBe('INBOUND-FILE-FORM');
  });

  it('reaches today by rules begun long ago, in their own days, and counts on', async () => {
    const at = async (start: string, rule: string): Promise<readonly string[]> => {
      const found = await rows(calendar(`UID:r\r\nSUMMARY:A B\r\nDTSTART:${start}\r\nRRULE:${rule}`));
      return found.map(({ appointment }) =>
        new Date((appointment?.at ?? 0) + 7 * 3_600_000).toISOString().slice(0, 10),
      );
    };
    // 22 November 2026 is a Sunday.
    const daily = await at('20200106T083000', 'FREQ=DAILY');
    expect([daily.length, ...daily.slice(0, 2)]).toEqual([60, '2026-11-21', '2026-11-22']);
    const weekly = await at('20150107T083000', 'FREQ=WEEKLY;BYDAY=MO,WE,FR');
    expect(weekly.slice(0, 4)).toEqual(['2026-11-23', '2026-11-25', '2026-11-27', '2026-11-30']);
    expect(await at('20260107T083000', 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20261215T000000')).toEqual([
      '2026-11-25',
      '2026-12-09',
    ]);
    // Every third day, the first of them the 839th; and of those the Tuesdays.
    expect((await at('20200101T083000', 'FREQ=DAILY;INTERVAL=3')).slice(0, 2)).toEqual(['2026-11-22', '2026-11-25']);
    expect((await at('20200101T083000', 'FREQ=DAILY;INTERVAL=3;BYDAY=TU')).slice(0, 1)).toEqual(['2026-12-01']);
    expect(await at('20260625T083000', 'FREQ=DAILY;COUNT=152')).toEqual(['2026-11-21', '2026-11-22', '2026-11-23']);
    expect(await at('20260105T083000', 'FREQ=WEEKLY;BYDAY=MO,TU;COUNT=94')).toEqual(['2026-11-23', '2026-11-24']);
    // What was over long ago is still named.
    expect((await at('20200106T083000', 'FREQ=DAILY;COUNT=3')).length).toBe(3);
    expect((await at('20200106T083000', 'FREQ=DAILY;UNTIL=20200110T000000')).length).toBe(4);
  });

  it('takes no longer for rules begun in another century', async () => {
    const events = Array.from(
      { length: 1500 },
      (_, n) =>
        `UID:${n}\r\nSUMMARY:A B\r\nDTSTART:19000101T083000\r\nRRULE:FREQ=WEEKLY;INTERVAL=${1 + (n % 9)};COUNT=3`,
    );
    expect(await read(calendar(...events))).toBe('INBOUND-FILE-LONG');
  });
});
