import { wordsOf } from '../../words/index.ts';
import { ledgerEn } from '../../words/ledger.en.ts';
import { ledgerVi } from '../../words/ledger.vi.ts';

/** The texts of the comparison with the portal. */
export const ledgerWords = wordsOf(ledgerVi, ledgerEn);
