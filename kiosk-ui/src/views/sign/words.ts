import { wordsOf } from '../../words/index.ts';
import { signEn } from '../../words/sign.en.ts';
import { signVi } from '../../words/sign.vi.ts';

export const signWords = wordsOf(signVi, signEn);
