import { Type } from 'typebox';
import { define, named, type SettingDefinition } from './definition.ts';

/** Sessions. */
export const sessionSettings = {
  'session.idle-minutes': define(Type.Integer({ minimum: 1, maximum: 60 }), 15, {
    title: 'Khóa phiên của cán bộ sau',
    reason: 'Khóa phiên khi không thao tác (TCVN 14423).',
    en: {
      title: 'Officers’ sessions end after',
      reason: 'A session without work is locked after this time (TCVN 14423).',
    },
    unit: 'phút',
  }),
  'session.admin-idle-minutes': define(Type.Integer({ minimum: 1, maximum: 60 }), 5, {
    title: 'Khóa phiên của quản trị sau',
    reason: 'Khóa phiên của quản trị khi không thao tác.',
    en: {
      title: 'Admins’ sessions end after',
      reason: 'An administrator’s session without work is locked after this time.',
    },
    unit: 'phút',
  }),
  'session.longest-hours': define(Type.Integer({ minimum: 1, maximum: 24 }), 12, {
    title: 'Phiên dài nhất',
    reason: 'Quá thời gian này phải đăng nhập lại, dù vẫn đang thao tác.',
    en: {
      title: 'Longest session',
      reason: 'After this time one signs in again, also while working.',
    },
    unit: 'giờ',
  }),
  'session.code-roles': define(
    Type.Array(
      Type.Union([
        Type.Literal('creator', named('Người có quyền tạo bản sao', 'Creator')),
        Type.Literal('signer', named('Người có quyền ký bản sao', 'Signer')),
        Type.Literal('seal-keeper', named('Văn thư (người có quyền đóng dấu)', 'Seal keeper')),
        Type.Literal('inspector', named('Người kiểm tra', 'Inspector')),
      ]),
      { maxItems: 4, uniqueItems: true },
    ),
    [],
    {
      title: 'Vai trò phải nhập mã xác thực',
      reason:
        'Ngoài quản trị đơn vị và kỹ thuật viên, các vai trò này cũng phải nhập mã trên điện thoại khi đăng nhập.',
      en: {
        title: 'Roles that need one-time codes',
        reason: 'Beside unit admins and technicians, these roles too enter a code from a phone to sign in.',
      },
    },
  ),
} as const satisfies Record<string, SettingDefinition>;
