import type { StationAnswer } from '../../../../src/web/contract/index.ts';
import { type Lamp, lampsOf } from '../../shell/lamp.ts';

type Line = StationAnswer['portal']['portal'];

/** What the lamps would say if there were this device, token or line alone: the same words here as in the bar. */
function alone(id: Lamp['id'], answer: StationAnswer): Lamp | null {
  return lampsOf(answer).find((lamp) => lamp.id === id) ?? null;
}

export function scannerAlone(answer: StationAnswer, device: StationAnswer['scanners']['devices'][number]): Lamp | null {
  return alone('scanner', { ...answer, scanners: { ...answer.scanners, devices: [device] } });
}

export function tokenAlone(answer: StationAnswer, token: StationAnswer['tokens']['tokens'][number]): Lamp | null {
  return alone('token', { ...answer, tokens: { ...answer.tokens, tokens: [token] } });
}

export function lineAlone(answer: StationAnswer, line: Line): Lamp | null {
  return alone('line', {
    ...answer,
    portal: { ...answer.portal, refusal: null, lines: [], portal: line, gateway: line },
  });
}
