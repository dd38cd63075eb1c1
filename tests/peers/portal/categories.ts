/** The portal's categories (danh mục), as the facts tell of them; a test or a technician in training changes them. */
import type { WireAnswer } from './keeper.ts';

export interface WireProcedure {
  readonly ID: string;
  readonly MATTHC: string;
  readonly TENTTHC: string;
  readonly TRANGTHAI: string;
  readonly LINHVUCTHUCHIEN: readonly { readonly MALINHVUC: string; readonly TENLINHVUC: string }[];
  readonly KETQUATHUCHIEN: readonly {
    readonly MAKETQUA: string;
    readonly TENKETQUA: string;
    readonly TENTEP: string;
    readonly URL: string;
  }[];
  readonly CACHTHUCTHUCHIEN: readonly unknown[];
  readonly [more: string]: unknown;
}

type Row = Readonly<Record<string, string>>;

/** What it has; every list can be replaced. */
export interface Categories {
  procedures: Row[];
  fields: Row[];
  offices: Row[];
  details: WireProcedure[];
}

export const categoryServiceNames = ['LayThuTuc', 'LayDanhSachTTHC', 'LayDanhMucLinhVuc', 'LayDanhMucCoQuan'] as const;
export type CategoryServiceName = (typeof categoryServiceNames)[number];

export function isCategoryService(name: string): name is CategoryServiceName {
  return categoryServiceNames.some((one) => one === name);
}

export const procedureName =
  'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận';

/** A procedure as `LayThuTuc` gives it. */
export function procedureOf(code: string, name: string, change: Partial<WireProcedure> = {}): WireProcedure {
  return {
    ID: `id-${code}`,
    MATTHC: code,
    TENTTHC: name,
    MACOQUANCONGBO: '000.00.00.G15',
    TRANGTHAI: '1',
    LINHVUCTHUCHIEN: [{ MALINHVUC: 'G15-TP08', TENLINHVUC: 'Chứng thực' }],
    KETQUATHUCHIEN: [{ MAKETQUA: 'KQ.G15.000001', TENKETQUA: 'Bản sao được chứng thực', TENTEP: '', URL: '' }],
    CACHTHUCTHUCHIEN: [
      {
        KENH: '1',
        THOIGIAN: [
          {
            THOIGIANGIAIQUYET: '1',
            DONVITINH: 'Ngày làm việc',
            MOTA: '',
            PHILEPHI: [
              {
                MAPHILEPHI: 'PHI01',
                SOTIEN: '2000',
                DONVI: 'Đồng',
                MOTA: 'mỗi trang, từ trang 3 là 1.000 đồng',
                TENTEP: '',
                URL: '',
              },
            ],
          },
        ],
      },
    ],
    ...change,
  };
}

export function startCategories(unit = '000.14.56.H56'): Categories {
  const details = [
    procedureOf('2.000815', procedureName),
    procedureOf('2.000843', 'Chứng thực bản sao từ bản chính giấy tờ do cơ quan nước ngoài cấp', { TRANGTHAI: '0' }),
  ];
  const offices = Array.from({ length: 40 }, (_, n) => ({
    MADONVI: n === 0 ? unit : `000.${String(50 + n)}.56.H56`,
    TENDONVI: n === 0 ? 'UBND xã Mường Thử' : `UBND xã thứ ${n}`,
    CAPDONVI: '4',
  }));
  return {
    details,
    procedures: details.map(({ MATTHC, TENTTHC }) => ({ MATTHC, TENTTHC })),
    fields: [
      { MALINHVUC: 'G15-TP08', TENLINHVUC: 'Chứng thực', MANGANH: 'G15' },
      { MALINHVUC: 'G15-TP01', TENLINHVUC: 'Hộ tịch', MANGANH: 'G15' },
    ],
    offices,
  };
}

/** Answers a category's service. `code` is what came as `maTTHC`; a list takes none. */
export function answerCategory(categories: Categories, service: CategoryServiceName, code: unknown): WireAnswer {
  const done = (result: unknown): WireAnswer => ({ error_code: '0', message: 'Thành công', result });
  if (service === 'LayThuTuc') {
    if (typeof code !== 'string' || code === '') return { error_code: '-1', message: 'Thiếu maTTHC' };
    return done(categories.details.filter(({ MATTHC }) => MATTHC === code));
  }
  if (code !== undefined) return { error_code: '-1', message: 'Tham số không hợp lệ' };
  if (service === 'LayDanhSachTTHC') return done(categories.procedures);
  return done(service === 'LayDanhMucLinhVuc' ? categories.fields : categories.offices);
}

/** The procedure of certified copies has another name and another result code from now on. */
export function renameProcedure(categories: Categories): void {
  categories.details = categories.details.map((one) =>
    one.MATTHC === '2.000815'
      ? procedureOf(one.MATTHC, `${procedureName} (sửa đổi)`, {
          KETQUATHUCHIEN: [{ MAKETQUA: 'KQ.G15.000002', TENKETQUA: 'Bản sao điện tử', TENTEP: '', URL: '' }],
        })
      : one,
  );
}
