import { wordsOf } from '../../words/index.ts';
import { printEn } from '../../words/print.en.ts';
import { printVi } from '../../words/print.vi.ts';

/** The texts around a slip. */
export const printWords = wordsOf(printVi, printEn);
