import type { ViewPath } from '../../../../src/web/contract/index.ts';

export const root: ViewPath = '/truc-tuyen';

/** Where one is; the address says it, so that a reload comes back to the same request. */
export type Place = { readonly at: 'list' } | { readonly at: 'request'; readonly id: string };

export function placeOf([first]: readonly string[]): Place {
  return first === undefined ? { at: 'list' } : { at: 'request', id: first };
}

export const requestPath = (id: string): string => `${root}/${id}`;
