import { wordsOf } from '../../words/index.ts';
import { pairingEn } from '../../words/pairing.en.ts';
import { pairingVi } from '../../words/pairing.vi.ts';

export const pairingWords = wordsOf(pairingVi, pairingEn);
