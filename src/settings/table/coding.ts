import { Type } from 'typebox';
import { define, named, type SettingDefinition } from './definition.ts';

/** How pages can be coded in a copy. */
export const codingProfiles = ['standard', 'fast', 'compact'] as const;

const standard = Type.Literal(
  'standard',
  named('Tiêu chuẩn (mắt thường không thấy khác)', 'Standard (no visible difference)'),
);
const compact = Type.Literal(
  'compact',
  named('Gọn (tách chữ và nền, cho đường truyền yếu)', 'Compact (text and ground apart, for weak lines)'),
);

/** How scanned pages are coded in the copy. */
export const codingSettings = {
  'coding.profile': define(
    Type.Union([standard, Type.Literal('fast', named('Nhanh (tệp lớn hơn)', 'Fast (larger files)')), compact]),
    'standard',
    {
      title: 'Kiểu nén trang trong bản sao',
      reason:
        'Trang quét gốc luôn được giữ nguyên trên trạm. Kiểu gọn chỉ dùng cho trang mà trạm đã đối chiếu lại và đạt mức bên dưới; trang không đạt dùng kiểu tiêu chuẩn.',
      en: {
        title: 'Coding of the pages in a copy',
        reason:
          'The scan itself is always kept unchanged. Compact is used only for a page that was drawn again, compared and found good enough by the limits below; another page is coded as standard.',
      },
    },
  ),
  'coding.smaller': define(
    Type.Array(Type.Union([standard, compact]), { maxItems: 2, uniqueItems: true }),
    ['standard'],
    {
      title: 'Kiểu nén khi tệp quá lớn',
      reason:
        'Khi bản sao quá lớn để ký, hoặc cán bộ đưa bản sao lên Cổng và tệp vượt dung lượng Cổng nhận, trạm thử lần lượt các kiểu này trước khi ký.',
      en: {
        title: 'Codings for files that are too large',
        reason:
          'Where a copy is too large to be signed, or an officer puts copies on the portal and a file is larger than it takes, the station tries these in turn before anything is signed.',
      },
    },
  ),
  'coding.compact-page-limit': define(Type.Integer({ minimum: 40, maximum: 1000 }), 150, {
    title: 'Dung lượng tối đa của một trang A4 kiểu gọn',
    reason:
      'Trang tách ra vẫn lớn hơn mức này thì thường là ảnh hoặc hoa văn: kiểu gọn không hợp, dùng kiểu tiêu chuẩn.',
    en: {
      title: 'Largest compact A4 page',
      reason:
        'A page that stays larger is mostly a picture or a pattern, for which compact is wrong: it is coded as standard.',
    },
    unit: 'KiB',
  }),
  'coding.compact-text': define(Type.Integer({ minimum: 90, maximum: 100 }), 98, {
    title: 'Nét chữ kiểu gọn phải trùng ít nhất',
    reason: 'Phần nét mực trùng nhau giữa trang gọn và bản quét, cả nét mờ; dấu tiếng Việt nhỏ nhất cũng được tính.',
    en: {
      title: 'Least agreement of compact text',
      reason:
        'The part of the ink that the compact page and the scan share, faint strokes and the smallest accents included.',
    },
    unit: '%',
  }),
  'coding.compact-similarity': define(Type.Integer({ minimum: 70, maximum: 100 }), 88, {
    title: 'Độ giống kiểu gọn phải đạt ít nhất',
    reason: 'Độ giống (SSIM) của xăng-ti-mét vuông kém nhất trên trang: giữ được ảnh, dấu chìm, hoa văn.',
    en: {
      title: 'Least similarity of a compact page',
      reason:
        'The structural similarity (SSIM) of the worst square centimetre: photographs, faint stamps and patterns are kept.',
    },
    unit: '%',
  }),
} as const satisfies Record<string, SettingDefinition>;
