export { type EncodedPage, encodePage } from './encode.ts';
export { imageLimits } from './image-limits.ts';
export { measurePage, type PageMeasure, type PageWarning, pageWarnings } from './measure.ts';
export { type OfficeImage, readOfficeImage, type SentImage } from './office-image.ts';
export { pageImage } from './page-image.ts';
