export { type EncodedPage, encodePage } from './encode.ts';
export { measurePage, type PageMeasure, type PageWarning, pageWarnings } from './measure.ts';
export { pageImage } from './page-image.ts';
