import { wordsOf } from './index.ts';
import { titlesEn } from './titles.en.ts';
import { titlesVi } from './titles.vi.ts';

export const titles = wordsOf(titlesVi, titlesEn);
