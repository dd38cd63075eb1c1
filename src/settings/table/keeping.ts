import { Type } from 'typebox';
import { define, formed, type SettingDefinition } from './definition.ts';

/** Disk, retention and backups. */
export const keepingSettings = {
  'disk.short-mb': define(Type.Integer({ minimum: 1, maximum: 100_000_000 }), 5_000, {
    title: 'Báo sắp hết chỗ',
    reason: 'Dưới mức này trạm báo sắp hết chỗ trên ổ đĩa.',
    en: { title: 'Getting short', reason: 'Below this the station says that the disk is getting short.' },
    unit: 'MB',
  }),
  'disk.least-mb': define(Type.Integer({ minimum: 1, maximum: 100_000_000 }), 500, {
    title: 'Dừng nhận quét',
    reason: 'Dưới mức này trạm không bắt đầu lần quét mới.',
    en: { title: 'Too little to scan', reason: 'Below this the station begins no further scan.' },
    unit: 'MB',
  }),
  'disk.reserve-mb': define(Type.Integer({ minimum: 0, maximum: 100_000 }), 64, {
    title: 'Chỗ dự trữ',
    reason: 'Phần ổ đĩa trạm giữ sẵn để khi đầy vẫn làm xong việc dở dang; 0 là không giữ.',
    en: {
      title: 'Space in reserve',
      reason:
        'What the station keeps of the disk, so that it can finish what was begun when the disk is full; 0 keeps none.',
    },
    unit: 'MB',
  }),
  'retention.days': define(Type.Integer({ minimum: 1, maximum: 7300 }), 30, {
    title: 'Thời gian giữ hình ảnh và bản sao',
    reason:
      'Sau khi trả kết quả, từ chối, rút hoặc hủy; hết thời gian này hình ảnh quét và bản sao bị hủy, sổ vẫn giữ vĩnh viễn (NĐ 23/2015 Điều 14).',
    en: {
      title: 'How long images and copies are kept',
      reason:
        'After delivery, refusal, withdrawal or cancellation; then scans and copies are destroyed and the register stays for ever.',
    },
    unit: 'ngày',
  }),
  'backup.folder': define(
    Type.String({
      maxLength: 300,
      pattern: '^(/.*)?$',
      ...formed('đường dẫn bắt đầu bằng /', 'a path that begins with /'),
    }),
    '',
    {
      title: 'Nơi sao lưu',
      reason: 'Thư mục trên ổ đĩa thứ hai, USB hoặc mạng LAN; để trống là không sao lưu.',
      en: {
        title: 'Place for backups',
        reason: 'A folder on a second disk, a USB stick or the LAN; empty means no backups.',
      },
    },
  ),
  'backup.hour': define(Type.Integer({ minimum: 0, maximum: 23 }), 1, {
    title: 'Giờ sao lưu hằng đêm',
    reason: 'Giờ bắt đầu sao lưu; nếu lúc đó trạm tắt thì sao lưu khi trạm chạy lại.',
    en: {
      title: 'Hour of the nightly backup',
      reason: 'When the backup begins; a station that was off then makes it up.',
    },
    unit: 'giờ',
  }),
  'backup.keep-days': define(Type.Integer({ minimum: 7, maximum: 3660 }), 90, {
    title: 'Thời gian giữ bản sao lưu',
    reason: 'Bản sao lưu cũ hơn bị xóa; ba bản mới nhất luôn được giữ.',
    en: { title: 'How long backups are kept', reason: 'Older ones are removed; the newest three always stay.' },
    unit: 'ngày',
  }),
  'backup.keys-keep-days': define(Type.Integer({ minimum: 1, maximum: 30 }), 7, {
    title: 'Thời gian giữ bản sao lưu khóa hồ sơ',
    reason: 'Khóa của hồ sơ đã hủy chỉ còn trong bản sao lưu khóa đến hết thời gian này.',
    en: {
      title: 'How long backups of the dossiers’ keys are kept',
      reason: 'The key of a purged dossier is in them no longer than this.',
    },
    unit: 'ngày',
  }),
} as const satisfies Record<string, SettingDefinition>;
