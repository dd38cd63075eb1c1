import type { ViewPath } from '../../../../src/web/contract/index.ts';

const root: ViewPath = '/ban-tiep-nhan';

/** Where one is at the desk. The address says it, so that a reload or a link comes back to the same paper. */
export type Place =
  | { readonly at: 'list' }
  | { readonly at: 'new' }
  | { readonly at: 'dossier'; readonly dossierId: string; readonly originalId: string | null; readonly doing: Doing };

/** `add`: a further original; `pages`: the pages at reading size, with the comparison where it is due. */
export type Doing = 'next' | 'add' | 'pages';

export function placeOf([first, second, third]: readonly string[]): Place {
  if (first === undefined) return { at: 'list' };
  if (first === 'moi') return { at: 'new' };
  if (second === 'them') return { at: 'dossier', dossierId: first, originalId: null, doing: 'add' };
  const doing = third === 'doi-chieu' ? 'pages' : 'next';
  return { at: 'dossier', dossierId: first, originalId: second ?? null, doing };
}

export const listPath = root;
export const newPath = `${root}/moi`;
export const dossierPath = (dossierId: string): string => `${root}/${dossierId}`;
export const addPath = (dossierId: string): string => `${root}/${dossierId}/them`;
export const originalPath = (dossierId: string, originalId: string): string => `${root}/${dossierId}/${originalId}`;
export const pagesPath = (dossierId: string, originalId: string): string =>
  `${originalPath(dossierId, originalId)}/doi-chieu`;
