import { categoriesEn } from '../../words/categories.en.ts';
import { categoriesVi } from '../../words/categories.vi.ts';
import { wordsOf } from '../../words/index.ts';

export const categoriesWords = wordsOf(categoriesVi, categoriesEn);
