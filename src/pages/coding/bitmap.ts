/** A picture in black and white, one byte a pixel (1 is black), row by row from the top. */
export interface Bitmap {
  readonly bits: Uint8Array;
  readonly width: number;
  readonly height: number;
}
