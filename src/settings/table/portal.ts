import { Type } from 'typebox';
import { define, formed, named, type SettingDefinition, shortText, url } from './definition.ts';

/** How dossiers leave the office. */
export const portalSettings = {
  'portal.connector': define(
    Type.Union([
      Type.Literal('manual', named('Cán bộ đưa lên Cổng', 'An officer puts it on the portal')),
      Type.Literal('lgsp', named('Qua trục LGSP của tỉnh', 'Over the province’s LGSP')),
      Type.Literal('mapi', named('Qua mapi của Cổng (trục NDXP/VXP)', 'Over the portal’s mapi (NDXP/VXP)')),
      Type.Literal('dvcsync', named('Qua giao diện DVC 2026 (DvcSync)', 'Over the 2026 interface (DvcSync)')),
      Type.Literal(
        'one-stop',
        named('Hệ thống một cửa của tỉnh chuyển tiếp', 'The province’s one-stop system forwards it'),
      ),
      Type.Literal('hand-over', named('Bằng USB, qua trạm gửi hộ', 'On a USB stick, by a station that sends')),
    ]),
    'manual',
    {
      title: 'Cách đưa bản sao lên Cổng',
      reason:
        'Cán bộ đưa bản sao lên Cổng rồi nhập xác nhận, hoặc trạm tự gửi. Hồ sơ đã bắt đầu đưa bằng tay thì làm tiếp bằng tay.',
      en: {
        title: 'How copies reach the portal',
        reason:
          'An officer puts the copy there and enters the proof, or the station sends by itself. What was begun by hand goes on by hand.',
      },
      restart: true,
    },
  ),
  'portal.manual-file-name': define(
    Type.String({
      maxLength: 100,
      pattern:
        '^([A-Za-z0-9_-]|\\{(dossier|ordinal|number|volume|year)\\})([A-Za-z0-9._-]|\\{(dossier|ordinal|number|volume|year)\\}){0,60}\\.pdf$',
      ...formed(
        'chữ không dấu, số, - _ . và {dossier}, {ordinal}, {number}, {volume}, {year}; kết thúc bằng .pdf',
        'letters without marks, digits, - _ . and {dossier}, {ordinal}, {number}, {volume}, {year}; ending in .pdf',
      ),
    }),
    'BSDT_{dossier}_{ordinal}.pdf',
    {
      title: 'Tên tệp đưa lên Cổng',
      reason: 'Mẫu tên tệp khi đưa lên Cổng bằng tay: mã hồ sơ, thứ tự giấy tờ, số chứng thực, quyển, năm.',
      en: {
        title: 'Name of the file for the portal',
        reason: 'The pattern of the name: dossier code, ordinal of the original, register number, volume, year.',
      },
    },
  ),
  'portal.manual-file-limit': define(Type.Integer({ minimum: 1, maximum: 1000 }), 5, {
    title: 'Dung lượng tệp mà Cổng nhận',
    reason: 'Tệp lớn hơn mức này được báo trước khi ký. Chưa có số chính thức: đo trên Cổng rồi sửa ở đây.',
    en: {
      title: 'File size that the portal takes',
      reason: 'A larger file is told of before it is signed. No official figure is known: measure it and set it here.',
    },
    unit: 'MB',
  }),
  'portal.manual-late-hours': define(Type.Integer({ minimum: 1, maximum: 240 }), 4, {
    title: 'Nhắc đưa lên Cổng sau',
    reason: 'Bản sao đã phát hành mà chưa đưa lên Cổng quá thời gian này thì trạm nhắc.',
    en: {
      title: 'Remind of the portal after',
      reason: 'A copy that was issued and is not on the portal after this time is reminded of.',
    },
    unit: 'tiếng',
  }),
  'portal.lgsp-url': define(url, '', {
    title: 'Địa chỉ LGSP',
    reason: 'Địa chỉ gốc của các dịch vụ trên LGSP.',
    en: { title: 'Address of the LGSP', reason: 'The base address of the services on the LGSP.' },
    restart: true,
  }),
  'portal.lgsp-unit': define(Type.String({ maxLength: 100 }), '', {
    title: 'Mã đơn vị gửi kèm',
    reason: 'Mã định danh đơn vị gửi kèm (MaDinhDanhDV).',
    en: { title: 'Unit code sent along', reason: 'The unit’s identification code sent along (MaDinhDanhDV).' },
    restart: true,
  }),
  'portal.procedure-code': define(shortText, '2.000815', {
    title: 'Mã thủ tục',
    reason: 'Mã thủ tục hành chính.',
    en: { title: 'Procedure code', reason: 'The code of the administrative procedure.' },
  }),
  'portal.procedure-name': define(
    Type.String({ maxLength: 500 }),
    'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận',
    {
      title: 'Tên thủ tục',
      reason: 'Tên thủ tục hành chính.',
      en: { title: 'Procedure name', reason: 'The name of the administrative procedure.' },
    },
  ),
  'portal.field-code': define(shortText, 'G15-TP08', {
    title: 'Mã lĩnh vực',
    reason: 'Mã lĩnh vực.',
    en: { title: 'Field code', reason: 'The code of the field.' },
  }),
  'portal.field-name': define(shortText, 'Chứng thực', {
    title: 'Tên lĩnh vực',
    reason: 'Tên lĩnh vực.',
    en: { title: 'Field name', reason: 'The name of the field.' },
  }),
  'portal.result-code': define(shortText, 'KQ.G15.000001', {
    title: 'Mã giấy tờ kết quả',
    reason: 'Mã giấy tờ kết quả (MaGiayToKetQua).',
    en: { title: 'Result code', reason: 'The code of the resulting paper (MaGiayToKetQua).' },
  }),
  'portal.category-procedures': define(
    Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '^[0-9A-Z.]+$' }), { maxItems: 20 }),
    ['2.000815', '2.000843'],
    {
      title: 'Thủ tục được theo dõi',
      reason: 'Mã các thủ tục mà trạm lấy từ Cổng để dùng khi mất mạng; thủ tục đang dùng luôn được lấy.',
      en: {
        title: 'Procedures followed',
        reason:
          'The codes of the procedures that are pulled from the portal for use offline; the one in use always is.',
      },
    },
  ),
  'portal.gateway-url': define(url, '', {
    title: 'Cổng nhận tệp',
    reason: 'Cổng nhận tệp của tỉnh (giao thức tus).',
    en: { title: 'File gateway', reason: 'The province’s gateway for files (the tus protocol).' },
    restart: true,
  }),
  'portal.link-url': define(url, '', {
    title: 'Dịch vụ cấp đường dẫn',
    reason: 'Dịch vụ của tỉnh cấp cho Cổng một đường dẫn có hạn tới từng tệp; để trống thì gửi địa chỉ của tệp.',
    en: {
      title: 'Link service',
      reason:
        'The province’s service that gives the portal a link with an end for each file; empty: the file’s own address is sent.',
    },
    restart: true,
  }),
  'portal.upload-chunk': define(Type.Integer({ minimum: 16_384, maximum: 16_777_216 }), 262_144, {
    title: 'Kích thước mỗi lần gửi',
    reason: 'Kích thước mỗi lần gửi tệp.',
    en: { title: 'Size of a piece', reason: 'How much of a file is sent at a time.' },
    unit: 'byte',
    restart: true,
  }),
  'portal.reconcile-from': define(
    Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      maxLength: 5,
      ...formed('giờ:phút, ví dụ 05:30', 'hour:minute such as 05:30'),
    }),
    '05:30',
    {
      title: 'Giờ bắt đầu đối soát với Cổng',
      reason:
        'Mỗi ngày một lần, từ giờ này, trạm hỏi Cổng về từng hồ sơ rồi báo chỗ khác nhau; lỡ một ngày thì hỏi bù.',
      en: {
        title: 'Comparison with the portal from',
        reason:
          'Once a day, from this hour on, the portal is asked about each dossier and differences are told; a day missed is made up for.',
      },
      restart: true,
    },
  ),
  'portal.reconcile-days': define(Type.Integer({ minimum: 1, maximum: 365 }), 14, {
    title: 'Còn đối soát sau khi đã gửi',
    reason: 'Hồ sơ đã xong vẫn được hỏi trong số ngày này kể từ tin cuối cùng Cổng xác nhận.',
    en: {
      title: 'Compared after the last message for',
      reason: 'A finished dossier is still asked about for so many days after the last message that was confirmed.',
    },
    unit: 'ngày',
    restart: true,
  }),
  'portal.recall-step': define(Type.Boolean(), true, {
    title: 'Báo bước hủy bỏ giá trị pháp lý',
    reason:
      'Khi hủy bản sao, ngoài việc bỏ kết quả khỏi hồ sơ, trạm gửi một bước xử lý có lời. Chưa có tài liệu công khai; tắt nếu Cổng không nhận.',
    en: {
      title: 'Report the cancellation as a step',
      reason:
        'When a copy is cancelled, a step in words goes to the portal besides the result being taken out. No public document; switch off where the portal refuses it.',
    },
  }),
  'portal.probe-seconds': define(Type.Integer({ minimum: 1, maximum: 3600 }), 60, {
    title: 'Chu kỳ kiểm tra đường truyền',
    reason: 'Chu kỳ kiểm tra đường truyền khi rảnh.',
    en: { title: 'Line check interval', reason: 'How often the line is checked while nothing is sent.' },
    unit: 'giây',
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
