import { clockEn } from '../words/clock.en.ts';
import { clockVi } from '../words/clock.vi.ts';
import { wordsOf } from '../words/index.ts';

export const clockWords = wordsOf(clockVi, clockEn);
