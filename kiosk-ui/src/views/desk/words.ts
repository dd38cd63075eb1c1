import { deskEn } from '../../words/desk.en.ts';
import { deskVi } from '../../words/desk.vi.ts';
import { wordsOf } from '../../words/index.ts';

/** The texts of the desk. */
export const w = wordsOf(deskVi, deskEn);
