import { wordsOf } from './index.ts';
import { lampsEn } from './lamps.en.ts';
import { lampsVi } from './lamps.vi.ts';

export const lampWords = wordsOf(lampsVi, lampsEn);
