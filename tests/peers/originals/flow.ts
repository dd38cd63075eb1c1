import { centred, type ParagraphStyle, paragraph } from './text.ts';

/** A paragraph, or a heading set in the middle. */
export interface Part extends ParagraphStyle {
  readonly text: string;
  readonly middle?: boolean;
  /** Extra room above, mm. */
  readonly above?: number;
  /** Starts a new page. */
  readonly breakBefore?: boolean;
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Sets parts one under another over as many pages as they need. Gives each page's drawing and where its text ends. */
export function flow(
  parts: readonly Part[],
  firstTop: number,
  area: Frame,
  style: ParagraphStyle,
): { svg: string; y: number }[] {
  const pages = [{ svg: '', y: firstTop }];
  const width = area.right - area.left;
  for (const part of parts) {
    const own = { ...style, ...part };
    const lay = (y: number): { svg: string; y: number } =>
      part.middle
        ? { svg: centred((area.left + area.right) / 2, y, part.text, own), y: y + (own.pt ?? 13) * 0.47 }
        : paragraph(area.left, y, width, part.text, own);
    let page = pages.at(-1) ?? { svg: '', y: area.top };
    let set = lay(page.y + (part.above ?? 0));
    // A heading at the foot of a page would stand alone: it needs room for two lines under it.
    if (part.breakBefore || set.y + (part.middle ? 14 : -4) > area.bottom) {
      page = { svg: '', y: area.top };
      pages.push(page);
      set = lay(area.top);
    }
    page.svg += set.svg;
    page.y = set.y + 1.6;
  }
  return pages;
}
