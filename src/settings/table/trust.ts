import { Type } from 'typebox';
import { define, type SettingDefinition } from './definition.ts';

/** Whom the station trusts when it checks signatures. */
export const trustSettings = {
  'trust.anchors': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 20 }), [], {
    title: 'Chứng thư gốc tin cậy',
    reason: 'Chứng thư gốc được tin cậy (PEM), dùng khi kiểm tra chữ ký.',
    en: { title: 'Trusted root certificates', reason: 'Root certificates (PEM) that signatures are checked against.' },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
