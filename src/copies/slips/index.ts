/** Slips as PDF: the same content that the screens show. */
export type { QrModules } from './blocks.ts';
export { loadSlipFonts, type SlipFonts } from './fonts.ts';
export { renderSlip, type SlipInput } from './render.ts';
