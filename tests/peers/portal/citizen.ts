/** What a citizen does on the stand-in portal, from its page of switches: a technician in training is that citizen. */
import { addDays, civilDate, compactTime, instantOf } from '../../../src/common/vietnam-time.ts';
import type { OnlineCounter } from './online.ts';

export interface CitizenAct {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
}

export const citizenActs: readonly CitizenAct[] = [
  { name: 'file', vi: 'Nộp một hồ sơ trực tuyến', en: 'Files a request online' },
  { name: 'pay', vi: 'Nộp phí cho hồ sơ mới nhất', en: 'Pays the fee of the latest request' },
  { name: 'withdraw', vi: 'Rút hồ sơ mới nhất', en: 'Takes the latest request back' },
  { name: 'book', vi: 'Đặt một lịch hẹn vào ngày mai', en: 'Books an appointment for tomorrow' },
];

const names = ['Giàng Thị Súa', 'Vàng A Lử', 'Lò Thị Mẩy', 'Sùng Văn Páo', 'Nguyễn Thị Đào'];

/** A grey picture of one pixel by one: what a citizen attaches. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mN4BwAA6wDq2Vn7bAAAAABJRU5ErkJggg==';

export function actAsCitizen(online: OnlineCounter, name: string): void {
  const count = online.requests.length;
  const who = names[count % names.length] ?? '';
  const latest = online.requests.at(-1)?.MaHoSo;
  if (name === 'file') {
    online.file({
      ChuHoSo: who,
      SoGiayToChuHoSo: `0991900000${String(count + 1).padStart(2, '0')}`,
      DanhSachTepDinhKemKhac: [
        { TenGiayTo: 'Giấy khai sinh', SoLuong: 0, LoaiGiayTo: 1 },
        { TenGiayTo: 'Bằng tốt nghiệp trung học phổ thông', SoLuong: 1, LoaiGiayTo: 1 },
      ],
      TaiLieuNop: [{ TenTepDinhKem: 'anh-giay-khai-sinh.png', Base64: picture }],
    });
  } else if (name === 'book') {
    const tomorrow = addDays(civilDate(Date.now()), 1);
    online.book({ ThoiGianHen: compactTime(instantOf(tomorrow, 8, 30)), HoVaTen: who });
  } else if (latest !== undefined && name === 'pay') online.pay(latest, 12_000);
  else if (latest !== undefined && name === 'withdraw') online.change(latest, { TrangThaiHoSo: '7' });
}
