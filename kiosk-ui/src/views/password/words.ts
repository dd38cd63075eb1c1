import { wordsOf } from '../../words/index.ts';
import { passwordEn } from '../../words/password.en.ts';
import { passwordVi } from '../../words/password.vi.ts';

export const passwordWords = wordsOf(passwordVi, passwordEn);
