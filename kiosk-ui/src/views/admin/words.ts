import { adminEn } from '../../words/admin.en.ts';
import { adminVi } from '../../words/admin.vi.ts';
import { wordsOf } from '../../words/index.ts';

export const adminWords = wordsOf(adminVi, adminEn);
