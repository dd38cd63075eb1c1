import type { sealVi } from './seal.vi.ts';

export const sealEn: Readonly<Record<keyof typeof sealVi, string>> = {
  'seal.empty': 'No copy waits for the seal',
  'seal.empty-more': 'What the leader signs appears here by itself.',
  'seal.do': 'Seal {count} copies',
  'seal.do-one': 'Seal 1 copy',
  'seal.attempt': 'The copies to be sealed',
  'seal.place': 'Already signed. The seal stands here',
  'seal.doing': 'Sealing…',
  'seal.item-doing': 'Sealing',
  'seal.item-made': 'Signed by the token, being written into the copy',
  'seal.item-done': 'Sealed',
  'seal.item-failed': 'Not sealed',
  'seal.summary': 'Sealed: {done} of {total}.',
  'seal.next': 'Sealed copies are sent to where they belong by themselves.',
  'seal.return-to-creator':
    'The signature just made is destroyed and the copy goes back to its creator. Its number is voided and stays in the book with this reason.',
  'seal.return-to-signer':
    'The signature just made is destroyed and the copy goes back to the signer to be signed anew. Its number is kept.',
  'seal.signed-at': 'Signed {time}',
  'seal.check-asking': 'Checking the signature…',
  'seal.check-good': 'The signature of {name} is valid and covers the whole copy',
  'seal.check-not-pades': 'the signature does not follow PAdES (made by the signing client on the signer’s PC)',
  'seal.check-revocation': 'whether the certificate was revoked could not be checked',
  'seal.check-at': 'Checked {time}',
  'seal.check-bad': 'The signature does not pass, so the copy cannot be sealed',
  'seal.check-unknown': 'The signature could not be checked, so the copy cannot be chosen',
  'seal.check-again': 'Check again',
  'seal.copy': 'Open the sealed copy (PDF)',
  'seal.copy-of': 'Open the sealed copy of {title} (PDF, new tab)',
};
