import type { passwordVi } from './password.vi.ts';

export const passwordEn: Readonly<Record<keyof typeof passwordVi, string>> = {
  'password.intro': 'A password is yours alone. Lend it to nobody, the unit admin included.',
  'password.must': 'The password in use was set by somebody else. Set one of your own to begin work.',
  'password.present': 'Present password',
  'password.next': 'New password',
  'password.again': 'New password again',
  'password.hint': 'At least 12 characters. A few unrelated words are easy to remember and hard to guess.',
  'password.need-present': 'Enter the present password.',
  'password.short': 'At least 12 characters are needed.',
  'password.differs': 'The two are not the same.',
  'password.do': 'Change password',
  'password.done': 'The password is changed. Your other sessions have ended.',
  'password.codes': 'Recovery codes',
  'password.codes-why':
    'Each recovery code stands for the phone once. Make a new set when few are left or when somebody else may know them; the old set stops working at once.',
  'password.codes-left': '{count} not used yet.',
  'password.codes-code': 'The 6 digits on your phone',
  'password.codes-hint': 'The code that the app shows now, not yet used to sign in.',
  'password.codes-need': 'Enter the 6 digits.',
  'password.codes-new': 'New recovery codes',
};
