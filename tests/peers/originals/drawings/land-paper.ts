import { starPoints } from '../emblem.ts';
import { frame, rosette, waveGround } from '../guilloche.ts';

/** The booklet's page and its text column, mm. */
export const land = { width: 190, height: 265, left: 22, right: 172 } as const;

/** Pink ground: waves, and a drum of rings, rays and teeth in the middle. */
export function landGround(): string {
  const { width, height } = land;
  const [x, y] = [width / 2, 128];
  let drum = '';
  for (const r of [16, 22, 23, 34, 35, 47, 48, 61, 62, 63.5]) {
    drum += `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#e2899a" stroke-width="0.25" stroke-opacity="0.6"/>`;
  }
  let teeth = '';
  for (let i = 0; i < 72; i++) {
    const turn = (i / 72) * 2 * Math.PI;
    for (const [from, to] of [
      [23, 34],
      [48, 61],
    ] as const) {
      const at = (r: number, lean: number): string =>
        `${(x + r * Math.cos(turn + lean)).toFixed(2)} ${(y + r * Math.sin(turn + lean)).toFixed(2)}`;
      teeth += `M${at(from, 0)}L${at(to, 0.022)}L${at(from, 0.044)}`;
    }
  }
  return (
    waveGround(width, height, '#e08f9b', { step: 6.5, opacity: 0.34 }) +
    `${drum}<path d="${teeth}" fill="none" stroke="#e2899a" stroke-width="0.18" stroke-opacity="0.6"/>` +
    `<polygon points="${starPoints(x, y, 15, 0.45)}" fill="none" stroke="#e2899a" stroke-width="0.25" stroke-opacity="0.7"/>` +
    rosette(x, y, 47, { petals: 24, lines: 4, color: '#e2899a', depth: 0.24, opacity: 0.5 }) +
    frame(width, height, 7, 5, '#c4485c', 0.8)
  );
}
