import type { Words } from './table/definition.ts';

/** One secret with which the station shows itself elsewhere. Its value is no setting: it lies sealed. */
interface CredentialFacts {
  readonly title: Words;
  /** What a value must look like. A token goes into a header line, which takes visible ASCII only. */
  readonly pattern: RegExp;
}

const token = /^[\x21-\x7e]{1,4000}$/;
const password = /^[^\p{Cc}]{1,200}$/u;

/** Every credential, by the name that `tram credential set` takes. */
export const credentials = {
  lgsp: { title: { vi: 'Mã truy cập LGSP', en: 'Access token of the LGSP' }, pattern: token },
  mapi: { title: { vi: 'Mật khẩu tài khoản mapi', en: 'Password of the mapi account' }, pattern: password },
  dvcsync: { title: { vi: 'Mã bí mật DVC (client_secret)', en: 'DVC secret (client_secret)' }, pattern: password },
  'one-stop': {
    title: { vi: 'Mã truy cập hệ thống một cửa', en: 'Access token of the one-stop system' },
    pattern: token,
  },
  'document-gateway': {
    title: { vi: 'Mã truy cập cổng nhận tệp', en: 'Access token of the file gateway' },
    pattern: token,
  },
} as const satisfies Record<string, CredentialFacts>;

export type CredentialName = keyof typeof credentials;

/** Whether `name` names a credential. */
export function isCredentialName(name: string): name is CredentialName {
  return Object.hasOwn(credentials, name);
}
