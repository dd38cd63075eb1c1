import { arrangingEn } from '../../../words/arranging.en.ts';
import { arrangingVi } from '../../../words/arranging.vi.ts';
import { wordsOf } from '../../../words/index.ts';

/** The texts of arranging pages. */
export const w = wordsOf(arrangingVi, arrangingEn);
