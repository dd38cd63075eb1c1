import type { signVi } from './sign.vi.ts';

export const signEn: Readonly<Record<keyof typeof signVi, string>> = {
  'sign.empty': 'No copy waits to be signed',
  'sign.empty-more': 'What a creator submits appears here by itself.',
  'sign.do': 'Sign {count} copies',
  'sign.do-one': 'Sign 1 copy',
  'sign.attempt': 'The attestation pages to be signed',
  'sign.place': 'The digital signature stands here',
  'sign.doing': 'Signing…',
  'sign.item-doing': 'Signing',
  'sign.item-made': 'Signed by the token, being written into the copy',
  'sign.item-done': 'Signed',
  'sign.item-failed': 'Not signed',
  'sign.summary': 'Signed: {done} of {total}.',
  'sign.next': 'Signed copies go on to the seal keeper.',
  'sign.return-to-creator':
    'The copy goes back to its creator to be mended. A number it was given is voided and stays in the book with this reason.',
};
