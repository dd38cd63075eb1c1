import { Type } from 'typebox';
import { define, formed, type SettingDefinition } from './definition.ts';

/** Whom the station trusts when it checks signatures. */
export const trustSettings = {
  'trust.anchors': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 20 }), [], {
    title: 'Chứng thư gốc tin cậy',
    reason: 'Chứng thư gốc được tin cậy (PEM), dùng khi kiểm tra chữ ký.',
    en: { title: 'Trusted root certificates', reason: 'Root certificates (PEM) that signatures are checked against.' },
    restart: true,
  }),
  'trust.intermediates': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 20 }), [], {
    title: 'Chứng thư trung gian',
    reason: 'Chứng thư trung gian (PEM) mà token hoặc phần mềm ký không gửi kèm chữ ký.',
    en: {
      title: 'Intermediate certificates',
      reason: 'Authorities between a signer and a root (PEM) that tokens or the signing client leave out.',
    },
    restart: true,
  }),
  'trust.official': define(
    Type.Array(
      Type.String({
        maxLength: 64,
        pattern: '^[0-9A-Fa-f]{64}$',
        ...formed('64 chữ số thập lục phân (SHA-256 của chứng thư dạng DER)', '64 hexadecimal digits (SHA-256 of DER)'),
      }),
      { maxItems: 20 },
    ),
    [],
    {
      title: 'Chứng thư gốc công vụ',
      reason:
        'Mã băm SHA-256 của những chứng thư gốc được coi là chuyên dùng công vụ, ngoài gốc G1 và G2 mà phần mềm đã biết. Ủy ban nhân dân chỉ ký và đóng dấu bằng chứng thư số thuộc các gốc công vụ.',
      en: {
        title: 'Official root certificates',
        reason:
          'SHA-256 of the root certificates taken as official, besides the roots G1 and G2 that are known. A People’s Committee signs and seals under these only.',
      },
    },
  ),
  'trust.ask-status': define(Type.Boolean(), true, {
    title: 'Hỏi trạng thái chứng thư qua mạng',
    reason:
      'Khi kiểm tra tệp PDF, trạm hỏi nơi cấp chứng thư (OCSP, CRL) nếu tệp không kèm sẵn câu trả lời và đường truyền đang có.',
    en: {
      title: 'Ask for certificate status online',
      reason:
        'When a PDF is checked and brings no answer itself, the station asks the issuing authority (OCSP, CRL) while the line is up.',
    },
  }),
} as const satisfies Record<string, SettingDefinition>;
