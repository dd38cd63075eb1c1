/** Millimetres in PDF's default user space, 72 units to the inch. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A rectangle in user space: left, bottom, right, top. */
export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export const widthOf = (r: Rectangle): number => r.right - r.left;
export const heightOf = (r: Rectangle): number => r.top - r.bottom;

/** Rounded to two decimals (a hundredth of a point), so that what is written and what is read compare equal. */
export function rectangle(left: number, bottom: number, width: number, height: number): Rectangle {
  const two = (n: number): number => Math.round(n * 100) / 100;
  return { left: two(left), bottom: two(bottom), right: two(left + width), top: two(bottom + height) };
}

/** The largest rectangle of the proportions `width : height` inside `box`, in its middle. */
export function fitInside(box: Rectangle, width: number, height: number): Rectangle {
  const scale = Math.min(widthOf(box) / width, heightOf(box) / height);
  const [w, h] = [width * scale, height * scale];
  return rectangle((box.left + box.right - w) / 2, (box.bottom + box.top - h) / 2, w, h);
}
