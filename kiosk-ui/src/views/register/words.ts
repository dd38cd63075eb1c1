import { wordsOf } from '../../words/index.ts';
import { registerEn } from '../../words/register.en.ts';
import { registerVi } from '../../words/register.vi.ts';

/** The texts of the register. */
export const registerWords = wordsOf(registerVi, registerEn);
