export { type EncodedPage, encodePage } from './encode.ts';
export { measurePage, type PageMeasure, type PageWarning, pageWarnings } from './measure.ts';
export { imageLimits, type OfficeImage, readOfficeImage, type SentImage } from './office-image.ts';
export { pageImage } from './page-image.ts';
