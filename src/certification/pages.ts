/**
 * The *số trang tính phí* an officer may confirm: pages of the original that bear information (TT 226/2016 Điều 4,
 * TT 01/2020 Điều 10). It may differ from the number of images: both sides of a card on one image are two pages.
 */
export const CHARGEABLE_PAGES = { min: 1, max: 999 } as const;

/** Whether `pages` can be a number of chargeable pages. */
export function areChargeablePages(pages: number): boolean {
  return Number.isInteger(pages) && pages >= CHARGEABLE_PAGES.min && pages <= CHARGEABLE_PAGES.max;
}
