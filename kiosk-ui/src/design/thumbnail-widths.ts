/** The widths at which thumbnails are asked for, in pixels: the station has these ready since the scan. */

/** Of a strip of pages: twice its 7 rem, for sharp screens. */
export const stripWidth = 252;
/** Of a pile's lines and of the strip beside a page that is read: twice their 4 rem and more. */
export const pileWidth = 160;
