import { wordsOf } from '../../words/index.ts';
import { visitorEn } from '../../words/visitor.en.ts';
import { visitorVi } from '../../words/visitor.vi.ts';

export const visitorWords = wordsOf(visitorVi, visitorEn);
