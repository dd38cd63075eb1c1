import type { ViewPath } from '../../../../src/web/contract/index.ts';

export const root: ViewPath = '/dua-len-cong';

/** Where one is; the address says it, so that a reload comes back to the same copy. */
export type Place =
  | { readonly at: 'list' }
  | { readonly at: 'copy'; readonly originalId: string }
  | { readonly at: 'update'; readonly dossierId: string };

export function placeOf([first, second]: readonly string[]): Place {
  if (first === undefined) return { at: 'list' };
  if (first === 'cap-nhat' && second !== undefined) return { at: 'update', dossierId: second };
  return { at: 'copy', originalId: first };
}

export const copyPath = (originalId: string): string => `${root}/${originalId}`;
export const updatePath = (dossierId: string): string => `${root}/cap-nhat/${dossierId}`;
