import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { foldName, personName } from '../../../certification/index.ts';
import { instantOf, isCivilDate } from '../../../common/vietnam-time.ts';
import { importLimits, type ReadRow, type RowFault, readDay, readHour } from './read-file.ts';

/** What the columns may be called, without marks and in lower case. */
const columns = {
  day: ['ngay', 'ngay hen'],
  hour: ['gio', 'gio hen'],
  name: ['ho va ten', 'ho ten', 'ten', 'nguoi hen', 'nguoi yeu cau'],
  identityNumber: ['so dinh danh', 'so giay to', 'cccd', 'so cccd'],
  phone: ['dien thoai', 'so dien thoai'],
  originals: ['so ban chinh', 'so giay', 'so luong'],
  note: ['ghi chu'],
  reference: ['ma', 'ma lich hen'],
} as const;
type Column = keyof typeof columns;

/** The rows of a table with a heading row, separated by commas, semicolons or tabs; null for what is no such table. */
export function tableRows(text: string): ReadRow[] | null {
  const delimiter = [';', '\t', ','].find((one) => (text.split('\n', 1)[0] ?? '').includes(one));
  if (delimiter === undefined) return null;
  const lines = readLines(text, delimiter);
  const [heading, ...body] = lines ?? [];
  if (heading === undefined) return null;
  const places = placesOf(heading);
  if (places.day === undefined || places.hour === undefined || places.name === undefined) return null;
  const isLong = body.length > importLimits.rows;
  return body.flatMap((cells, index) => {
    // Spreadsheets write their empty rows too, which are counted and say nothing; but none hides that the table is too long.
    if (!isLong && cells.every((cell) => cell.trim() === '')) return [];
    const cell = (column: Column): string => {
      const place = places[column];
      return place === undefined ? '' : (cells[place] ?? '').trim();
    };
    return [rowOf(index + 2, cells.length > heading.length, cell)];
  });
}

function readLines(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      max_record_size: 10_000,
      to: importLimits.rows + 2,
    }) as unknown as string[][];
  } catch {
    return null;
  }
}

function placesOf(heading: readonly string[]): Partial<Record<Column, number>> {
  const names = heading.map((name) => foldName(name));
  const found = Object.entries(columns).flatMap(([column, called]) => {
    const place = names.findIndex((name) => (called as readonly string[]).includes(name));
    return place < 0 ? [] : [[column, place]];
  });
  return Object.fromEntries(found) as Partial<Record<Column, number>>;
}

function rowOf(row: number, tooLong: boolean, cell: (column: Column) => string): ReadRow {
  const no = (fault: RowFault): ReadRow => ({ row, appointment: null, fault });
  if (tooLong) return no('columns');
  const day = readDay(cell('day'));
  if (day === null || !isCivilDate(day)) return no('date');
  const hour = readHour(cell('hour'));
  if (hour === null) return no('time');
  const name = personName(cell('name'));
  if (!name.ok) return no('name');
  const count = cell('originals') === '' ? 1 : Number(cell('originals'));
  if (!Number.isInteger(count) || count < 1 || count > 100) return no('originals');
  const at = instantOf(day, hour.hour, hour.minute);
  const identityNumber = cell('identityNumber').replaceAll(/\s/g, '').slice(0, 20);
  const phone = cell('phone').slice(0, 50);
  const note = cell('note').slice(0, 1000);
  // Without a number of its own, an appointment is who comes when: brought in twice, it is the same one.
  const own = createHash('sha256')
    .update(JSON.stringify([at, name.value, identityNumber]))
    .digest('hex');
  const appointment = {
    reference: cell('reference').slice(0, 200) || own,
    at,
    name: name.value,
    ...(identityNumber === '' ? {} : { identityNumber }),
    ...(phone === '' ? {} : { phone }),
    originals: count,
    ...(note === '' ? {} : { note }),
    cancelled: false,
  };
  return { row, appointment, fault: null };
}
