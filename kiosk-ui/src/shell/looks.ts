import type { ViewPath } from '../../../src/web/contract/index.ts';
import type { ShapeName } from '../design/shape.tsx';
import type { Tone } from '../design/state-mark.tsx';

/** A lamp: a word and a shape, and on opening why it is so, what to do, and when that was found out. */
export interface Lamp {
  readonly id:
    | 'scanner'
    | 'token'
    | 'line'
    | 'waiting'
    | 'hand'
    | 'disk'
    | 'certificates'
    | 'backup'
    | 'clock'
    | 'register'
    | 'lan';
  readonly tone: Tone;
  readonly shape: ShapeName;
  readonly name: string;
  readonly word: string;
  /** The reason and the mend. */
  readonly why: string;
  readonly more: readonly string[];
  /** A code whose sentence belongs to the reason. */
  readonly code: string | null;
  /** The view in which something is done about it. */
  readonly view?: ViewPath;
}

export type Look = Pick<Lamp, 'tone' | 'shape'>;

/** How grave a lamp is. Red is danger alone: a line that is down is none. */
export const looks = {
  ready: { tone: 'delivered', shape: 'tick' },
  working: { tone: 'ink', shape: 'clock' },
  waits: { tone: 'amber', shape: 'clock' },
  calls: { tone: 'amber', shape: 'warning' },
  danger: { tone: 'seal', shape: 'warning' },
  off: { tone: 'grey', shape: 'ring' },
} as const satisfies Record<string, Look>;
