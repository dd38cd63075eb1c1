import { wordsOf } from '../../words/index.ts';
import { stickEn } from '../../words/stick.en.ts';
import { stickVi } from '../../words/stick.vi.ts';

export const w = wordsOf(stickVi, stickEn);
