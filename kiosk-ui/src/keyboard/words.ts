import { wordsOf } from '../words/index.ts';
import { keyboardEn } from '../words/keyboard.en.ts';
import { keyboardVi } from '../words/keyboard.vi.ts';

export const keyboardWords = wordsOf(keyboardVi, keyboardEn);
