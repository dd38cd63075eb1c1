import { checkEn } from '../../words/check.en.ts';
import { checkVi } from '../../words/check.vi.ts';
import { wordsOf } from '../../words/index.ts';

export const checkWords = wordsOf(checkVi, checkEn);
