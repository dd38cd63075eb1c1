import { wordsOf } from '../../words/index.ts';
import { pileEn } from '../../words/pile.en.ts';
import { pileVi } from '../../words/pile.vi.ts';

export const w = wordsOf(pileVi, pileEn);
export type PileWord = keyof typeof pileVi;

/** As the register keeps it, whatever language the screen is in. */
export const inVietnamese = (key: PileWord): string => pileVi[key];
