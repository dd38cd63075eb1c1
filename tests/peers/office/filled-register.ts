/** A register as it is after months of work, written past the station: tens of thousands of signatures would take days. */
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { foldName } from '../../../src/certification/index.ts';
import { instantOf } from '../../../src/common/vietnam-time.ts';

export interface FilledRow {
  readonly number: number;
  /** `YYYY-MM-DD` of the number and, for what is signed, of the signature. */
  readonly on: string;
  readonly name: string;
  readonly title: string;
  readonly state?: 'reserved' | 'signed' | 'entered' | 'voided' | 'cancelled';
  readonly reason?: string;
  readonly pages?: number;
  readonly copies?: number;
  readonly feeVnd?: number;
  /** The number in whose place it stands. */
  readonly replaces?: number;
}

interface Filling {
  readonly office: string;
  readonly registerType: string;
  readonly year: number;
  readonly rows: readonly FilledRow[];
}

/** Writes these rows into the first volume of a year; their originals are not there. */
export function fillRegister(databasePath: string, { office, registerType, year, rows }: Filling): void {
  const db = new Database(databasePath, { fileMustExist: true });
  db.pragma('busy_timeout = 20000');
  db.pragma('foreign_keys = OFF');
  try {
    const fill = db.transaction(() => {
      const volume = openVolume(db, { office, registerType, year });
      const ids = new Map<number, string>();
      const insert = db.prepare(
        `INSERT INTO register_entries (id, volume_id, office, register_type, year, number, original_id, state, reserved_at,
           signed_at, entered_at, voided_at, void_reason, requester_name, requester_folded, title, signer_name, signer_title,
           pages, copies, fee_vnd, replaces_id)
         VALUES (@id, @volume, @office, @registerType, @year, @number, @original, @state, @at, @signedAt, @enteredAt,
           @voidedAt, @reason, @name, @folded, @title, @signer, @position, @pages, @copies, @fee, @replaces)`,
      );
      for (const row of rows) {
        const { number, state = 'entered', pages = 2, copies = 1 } = row;
        const at = instantOf(row.on, 9);
        const known = state !== 'reserved' && state !== 'voided';
        const id = randomUUID();
        ids.set(number, id);
        insert.run({
          ...{ id, volume, office, registerType, year, number, original: randomUUID(), state, at },
          signedAt: known ? at + 60_000 : null,
          enteredAt: state === 'entered' || state === 'cancelled' ? at + 120_000 : null,
          voidedAt: state === 'voided' ? at + 60_000 : null,
          reason: row.reason ?? null,
          name: known ? row.name : null,
          folded: known ? foldName(row.name) : null,
          title: known ? row.title : null,
          signer: known ? 'Vàng Văn Hiển' : null,
          position: known ? 'Phó Chủ tịch Ủy ban nhân dân xã' : null,
          pages: known ? pages : null,
          copies: known ? copies : null,
          fee: known ? (row.feeVnd ?? pages * 2000 * copies) : null,
          replaces: row.replaces === undefined ? null : (ids.get(row.replaces) ?? null),
        });
      }
    });
    fill.immediate();
  } finally {
    db.close();
  }
}

function openVolume(db: Database.Database, key: Omit<Filling, 'rows'>): string {
  const found = db
    .prepare<object, { id: string }>(
      'SELECT id FROM register_volumes WHERE office = @office AND register_type = @registerType AND year = @year',
    )
    .get(key);
  if (found) return found.id;
  const id = randomUUID();
  db.prepare(
    `INSERT INTO register_volumes (id, office, register_type, year, ordinal, first_number, opened_at)
     VALUES (@id, @office, @registerType, @year, 1, 1, @at)`,
  ).run({ ...key, id, at: instantOf(`${key.year}-01-02`, 8) });
  return id;
}

const names = ['Giàng Thị Súa', 'Nguyễn Văn A', 'Lò Văn Pản', 'Đặng Thị Ước', 'Hà Thị Đào', "H'Hen Niê"];
const titles = [
  'Giấy khai sinh',
  'Bằng tốt nghiệp trung học phổ thông',
  'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất',
  'Hợp đồng thuê đất giữa Ủy ban nhân dân xã và hộ gia đình, kèm phụ lục về ranh giới thửa đất và biên bản bàn giao mốc giới ngoài thực địa',
];

/** As many rows as wanted from number `first` on, some voided, over these months of a year. */
export function inventedRows(
  count: number,
  { first = 1, year, months }: { readonly first?: number; readonly year: number; readonly months: readonly number[] },
): FilledRow[] {
  return Array.from({ length: count }, (_, index) => {
    const month = months[Math.floor((index * months.length) / count)] ?? 1;
    const day = 1 + Math.floor((((index * months.length) / count) % 1) * 27);
    const on = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const voided = index % 17 === 5;
    return {
      number: first + index,
      on,
      name: names[index % names.length] ?? '',
      title: titles[index % titles.length] ?? '',
      pages: 1 + (index % 9),
      copies: 1 + (index % 3),
      ...(voided ? { state: 'voided' as const, reason: 'Trả lại: ảnh trang 2 mờ, quét lại' } : {}),
    };
  });
}
