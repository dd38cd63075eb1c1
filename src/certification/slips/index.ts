/** What is printed on paper, as content: both renderers draw it from here. */
export { composeSlip } from './compose.ts';
export type { SlipAct, SlipDossier, SlipOffice, SlipOriginal, SlipRequest } from './facts.ts';
export * from './model.ts';
export { type BookRow, type BookVolume, composeRegisterBook } from './register-book.ts';
export { SLIP_PLACEHOLDERS, type SlipTemplate } from './template-types.ts';
export { SLIP_TEMPLATES } from './templates/index.ts';
export { dongInWords, placeOfOffice, printable } from './words.ts';
