import { adminEn } from '../../words/admin.en.ts';
import { adminVi } from '../../words/admin.vi.ts';
import { wordsOf } from '../../words/index.ts';
import { officersEn } from '../../words/officers.en.ts';
import { officersVi } from '../../words/officers.vi.ts';
import { settingsEn } from '../../words/settings.en.ts';
import { settingsVi } from '../../words/settings.vi.ts';

export const adminWords = wordsOf(adminVi, adminEn);
export const officersWords = wordsOf(officersVi, officersEn);
export const settingsWords = wordsOf(settingsVi, settingsEn);
