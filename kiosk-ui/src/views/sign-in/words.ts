import { codeEn } from '../../words/code.en.ts';
import { codeVi } from '../../words/code.vi.ts';
import { wordsOf } from '../../words/index.ts';

export const codeWords = wordsOf(codeVi, codeEn);
