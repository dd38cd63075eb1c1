import { wordsOf } from '../../words/index.ts';
import { onlineEn } from '../../words/online.en.ts';
import { onlineVi } from '../../words/online.vi.ts';

/** The texts of this view, and of what the desk is told of such a dossier. */
export const w = wordsOf(onlineVi, onlineEn);
