import { wordsOf } from '../../words/index.ts';
import { screensEn } from '../../words/screens.en.ts';
import { screensVi } from '../../words/screens.vi.ts';

export const screensWords = wordsOf(screensVi, screensEn);
