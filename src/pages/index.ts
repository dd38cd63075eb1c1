export { type CompactLimits, codePage, type NotCompact, type PageCoding } from './coding/code-page.ts';
export type { Fidelity } from './coding/fidelity.ts';
export { type EncodedPage, encodePage, type KeptQuality, type SmallPicture } from './encode.ts';
export { imageLimits } from './image-limits.ts';
export { measurePage, type PageMeasure, type PageWarning, pageWarnings } from './measure.ts';
export { type OfficeImage, readOfficeImage, type SentImage } from './office-image.ts';
export { pageImage } from './page-image.ts';
