/** Points of a five-pointed star around (x, y). */
export function starPoints(x: number, y: number, radius: number, inner = 0.382): string {
  return Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : radius * inner;
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    return `${(x + r * Math.cos(angle)).toFixed(3)},${(y + r * Math.sin(angle)).toFixed(3)}`;
  }).join(' ');
}

export interface EmblemColors {
  readonly field: string;
  readonly gold: string;
  readonly ribbon: string;
}

/** Ears along one side of the wreath, mirrored for the other. */
function ears(radius: number, color: string): string {
  let svg = '';
  for (let i = 0; i < 13; i++) {
    const angle = 2.75 - i * 0.155;
    const x = radius * Math.cos(angle + Math.PI / 2 - 0.35);
    const y = radius * Math.sin(angle + Math.PI / 2 - 0.35);
    for (const lean of [-34, 26]) {
      svg += `<ellipse cx="${x.toFixed(3)}" cy="${y.toFixed(3)}" rx="${radius * 0.05}" ry="${radius * 0.13}" fill="${color}" transform="rotate(${((angle * 180) / Math.PI + 150 + lean).toFixed(1)} ${x.toFixed(3)} ${y.toFixed(3)})"/>`;
    }
  }
  return svg;
}

/** A state emblem after nobody's: star on a disc, wreath of ears, cogwheel and ribbon. Radius in mm. */
export function emblem(x: number, y: number, radius: number, colors: EmblemColors): string {
  const side = ears(radius * 0.86, colors.gold);
  const teeth = Array.from({ length: 9 }, (_, i) => {
    const angle = -0.2 * Math.PI + (i * Math.PI * 1.4) / 8 + 0;
    const tx = radius * 0.34 * Math.cos(angle + Math.PI);
    const ty = radius * 0.62 - radius * 0.34 * Math.sin(angle);
    return `<rect x="${(tx - radius * 0.045).toFixed(3)}" y="${(ty - radius * 0.06).toFixed(3)}" width="${radius * 0.09}" height="${radius * 0.12}" fill="${colors.gold}" transform="rotate(${((angle * 180) / Math.PI - 90).toFixed(1)} ${tx.toFixed(3)} ${ty.toFixed(3)})"/>`;
  }).join('');
  return (
    `<g transform="translate(${x} ${y})"><circle r="${radius * 0.8}" fill="${colors.field}"/>` +
    `<polygon points="${starPoints(0, -radius * 0.16, radius * 0.4)}" fill="${colors.gold}"/>` +
    `${teeth}<circle cy="${radius * 0.62}" r="${radius * 0.3}" fill="none" stroke="${colors.gold}" stroke-width="${radius * 0.1}"/>` +
    `<circle cy="${radius * 0.62}" r="${radius * 0.09}" fill="${colors.gold}"/>${side}<g transform="scale(-1 1)">${side}</g>` +
    `<path d="M${-radius * 0.62} ${radius * 0.78}Q0 ${radius * 1.12} ${radius * 0.62} ${radius * 0.78}L${radius * 0.7} ${radius * 0.98}Q0 ${radius * 1.34} ${-radius * 0.7} ${radius * 0.98}Z" fill="${colors.ribbon}" stroke="${colors.gold}" stroke-width="${radius * 0.035}"/></g>`
  );
}

export const printedEmblem: EmblemColors = { field: '#c8202c', gold: '#d9a520', ribbon: '#c8202c' };
