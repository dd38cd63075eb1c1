import type { RequestDetail } from '../../../../src/web/contract/index.ts';

type Paper = RequestDetail['listed'][number];

/**
 * The papers of a request with what each is ticked by: its own words. The citizen may change the list after the officer has
 * begun to tick, and a mark never passes to another paper.
 */
export function paperItems(listed: readonly Paper[]): (Paper & { readonly id: string })[] {
  return listed.map((paper, index) => {
    const before = listed.slice(0, index).filter(({ title }) => title === paper.title).length;
    return { ...paper, id: `${paper.title} ${before}` };
  });
}
