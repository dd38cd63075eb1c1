import { Type } from 'typebox';
import { define, formed, type SettingDefinition } from './definition.ts';

/** Bundles on a USB stick: for an office without a line, and for the station that sends for it. */
export const handOverSettings = {
  'hand-over.folder': define(
    Type.String({
      maxLength: 300,
      pattern: '^(/.*)?$',
      ...formed('đường dẫn bắt đầu bằng /', 'a path that begins with /'),
    }),
    '',
    {
      title: 'Thư mục của USB',
      reason: 'Nơi USB chuyển hồ sơ được gắn vào máy; để trống là trạm không chuyển và không gửi hộ bằng USB.',
      en: {
        title: 'Folder of the USB stick',
        reason: 'Where the stick for dossiers is mounted; empty means that nothing goes or comes by stick.',
      },
    },
  ),
  'hand-over.bundle-size': define(Type.Integer({ minimum: 10, maximum: 3900 }), 2000, {
    title: 'Dung lượng một gói',
    reason: 'Hồ sơ vượt mức này đi gói sau. USB định dạng FAT32 không nhận tệp quá 4 GB.',
    en: {
      title: 'Size of a bundle',
      reason: 'What is beyond it goes in the next bundle. A stick with FAT32 takes no file over 4 GB.',
    },
    unit: 'MB',
  }),
  'hand-over.keep-days': define(Type.Integer({ minimum: 1, maximum: 365 }), 60, {
    title: 'Giữ hồ sơ gửi hộ',
    reason: 'Gói gửi hộ chưa gửi xong sau thời gian này bị hủy nội dung; cơ quan gốc chuyển lại.',
    en: {
      title: 'How long bundles of others are kept',
      reason: 'The content of a bundle that could not be sent by then is destroyed; its office hands it over again.',
    },
    unit: 'ngày',
  }),
} as const satisfies Record<string, SettingDefinition>;
