import type { codeVi } from './code.vi.ts';

export const codeEn: Readonly<Record<keyof typeof codeVi, string>> = {
  'code.title': 'One-time code',
  'code.label': 'Six-digit code on the phone',
  'code.hint': 'Open the authenticator and enter the code it shows. A recovery code does here too.',
  'code.recovery-label': 'Recovery code',
  'code.recovery-hint': 'One of the ten you put away, like ABCD-EFGH-JKLM-NPQR. Each counts once.',
  'code.need': 'Enter the code.',
  'code.use-recovery': 'Use a recovery code',
  'code.use-phone': 'Use the code on the phone',
  'code.back': 'Back',
  'code.account': 'Account: {username}',
  'code.lost': 'Lost phone and recovery codes? Ask another unit admin for a reset.',

  'enrol.title': 'Set up one-time codes',
  'enrol.why': 'This account looks after rights and devices, so beside the password it needs a code from your phone.',
  'enrol.scan': 'Open an authenticator on the phone (any will do) and scan this.',
  'enrol.qr': 'QR code to scan with the authenticator',
  'enrol.type': 'Cannot scan? Type this secret into the authenticator:',
  'enrol.confirm': 'To confirm, enter the six digits it shows.',
  'enrol.do': 'Confirm and sign in',
  'enrol.loading': 'Making the code…',
  'enrol.again': 'Make another',

  'codes.title': 'Ten recovery codes',
  'codes.why':
    'For when you are without the phone. Each lets you in once. The list is shown this once: print or copy it, and lock it away.',
  'codes.print': 'Print',
  'codes.kept': 'I have put these codes away.',
  'codes.need-kept': 'Tick the box above when you have put the codes away.',
  'codes.go-on': 'Go on',
};
