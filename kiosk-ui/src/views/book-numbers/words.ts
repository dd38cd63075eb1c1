import { bookNumbersEn } from '../../words/book-numbers.en.ts';
import { bookNumbersVi } from '../../words/book-numbers.vi.ts';
import { wordsOf } from '../../words/index.ts';

export const numberWords = wordsOf(bookNumbersVi, bookNumbersEn);
