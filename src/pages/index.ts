export { type EncodedPage, encodePage } from './encode.ts';
export { measurePage, type PageMeasure, type PageWarning, pageWarnings } from './measure.ts';
export { thumbnail } from './thumbnail.ts';
