import { Type } from 'typebox';
import { define, formed, named, type SettingDefinition } from './definition.ts';

const provider = Type.Union([
  Type.Literal('pkcs11', named('Token cắm vào trạm', 'Token plugged into the station')),
  Type.Literal('vgca', named('Phần mềm ký trên máy của cán bộ', 'Signing client on the officer’s PC')),
]);

const endpoint = Type.Union([
  Type.Literal('SignApproved', named('Ký phê duyệt (SignApproved)', 'Approve (SignApproved)')),
  Type.Literal('SignIssued', named('Ký phát hành (SignIssued)', 'Issue (SignIssued)')),
  Type.Literal('SignCopy', named('Ký bản sao điện tử (SignCopy)', 'Electronic copy (SignCopy)')),
]);

/** With what each role signs, and what is known of the government signing client. */
export const signingClientSettings = {
  'token.signer-provider': define(provider, 'pkcs11', {
    title: 'Người ký dùng',
    reason: 'Người có quyền ký bản sao ký bằng token cắm vào trạm, hay bằng phần mềm ký trên máy của mình.',
    en: {
      title: 'The signer uses',
      reason: 'The signer signs with a token at the station, or with the client on a PC.',
    },
  }),
  'token.seal-provider': define(provider, 'pkcs11', {
    title: 'Văn thư dùng',
    reason: 'Văn thư đóng dấu bằng token cắm vào trạm, hay bằng phần mềm ký trên máy của mình.',
    en: {
      title: 'The seal keeper uses',
      reason: 'The seal is put on with a token at the station, or with the client.',
    },
  }),
  'token.client-address': define(
    Type.String({
      pattern: '^wss://(127\\.0\\.0\\.1|localhost):[0-9]{1,5}$',
      ...formed('ví dụ wss://127.0.0.1:8987', 'such as wss://127.0.0.1:8987'),
    }),
    'wss://127.0.0.1:8987',
    {
      title: 'Địa chỉ phần mềm ký',
      reason: 'Nơi phần mềm ký nghe trên máy của cán bộ. Trình duyệt chỉ được nối tới địa chỉ này.',
      en: { title: 'Address of the client', reason: 'Where the client listens on the officer’s own PC.' },
    },
  ),
  'token.client-signer-endpoint': define(endpoint, 'SignApproved', {
    title: 'Chức năng ký của phần mềm',
    reason: 'Chức năng của phần mềm ký mà người ký dùng.',
    en: { title: 'The client’s function for signing', reason: 'The function of the client that the signer uses.' },
  }),
  'token.client-seal-endpoint': define(endpoint, 'SignIssued', {
    title: 'Chức năng đóng dấu của phần mềm',
    reason: 'Chức năng của phần mềm ký mà văn thư dùng.',
    en: { title: 'The client’s function for sealing', reason: 'The function of the client that the seal keeper uses.' },
  }),
  'token.client-upload-field': define(
    Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', ...formed('ví dụ uploadfile', 'such as uploadfile') }),
    'uploadfile',
    {
      title: 'Tên trường tệp gửi về',
      reason: 'Tên trường chứa tệp đã ký mà phần mềm ký gửi về trạm.',
      en: { title: 'Field of the returned file', reason: 'The form field in which the client sends the signed file.' },
    },
  ),
  'token.client-wait': define(Type.Integer({ minimum: 2, maximum: 240 }), 30, {
    title: 'Chờ phần mềm ký',
    reason: 'Trạm chờ tệp đã ký trở về trong thời gian này, rồi kết thúc lượt ký; giấy tờ và số giữ nguyên.',
    en: {
      title: 'Wait for the client',
      reason: 'How long the station waits for a signed file before it ends the attempt.',
    },
    unit: 'phút',
  }),
} as const satisfies Record<string, SettingDefinition>;
