import { wordsOf } from '../../words/index.ts';
import { portalEn } from '../../words/portal.en.ts';
import { portalVi } from '../../words/portal.vi.ts';

/** The texts of this view. */
export const w = wordsOf(portalVi, portalEn);
