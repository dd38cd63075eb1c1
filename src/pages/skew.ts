const maxDegrees = 5;
const stepDegrees = 0.25;
/** How much sharper the lines must become for an angle to count; below it the page has none (a photograph, a stamp). */
const minGain = 1.15;

/**
 * How far the lines of text lean: the shear at which the sums of ink along the rows differ most from row to row
 * (Postl's projection profile method). `ink` is 1 where there is ink, row by row.
 *
 * @returns degrees in steps of a quarter, from -5 to 5, positive when lines fall to the right; 0 when no angle stands out
 */
export function estimateSkew(ink: Uint8Array, width: number, height: number): number {
  const points: number[] = [];
  for (let at = 0; at < ink.length; at++) if (ink[at] === 1) points.push(at);
  if (points.length < 200) return 0;
  const upright = sharpness(points, width, height, 0);
  let best = { degrees: 0, value: upright };
  for (let step = 1; step * stepDegrees <= maxDegrees; step++) {
    for (const degrees of [step * stepDegrees, -step * stepDegrees]) {
      const value = sharpness(points, width, height, degrees);
      if (value > best.value) best = { degrees, value };
    }
  }
  return best.value >= upright * minGain ? best.degrees : 0;
}

function sharpness(points: readonly number[], width: number, height: number, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(width * Math.tan((maxDegrees * Math.PI) / 180));
  const rows = new Float64Array(height + 2 * margin + 1);
  for (const at of points) {
    const x = at % width;
    const row = Math.round((at - x) / width - x * slope) + margin;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2;
  return sum;
}
