import { holdEn } from '../../words/hold.en.ts';
import { holdVi } from '../../words/hold.vi.ts';
import { wordsOf } from '../../words/index.ts';

export const holdWords = wordsOf(holdVi, holdEn);
