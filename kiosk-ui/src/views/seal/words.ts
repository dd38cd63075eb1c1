import { wordsOf } from '../../words/index.ts';
import { sealEn } from '../../words/seal.en.ts';
import { sealVi } from '../../words/seal.vi.ts';

export const sealWords = wordsOf(sealVi, sealEn);
