import type { Desk } from '../peers/office/desk.ts';
import type { SimulatedOffice } from '../peers/office/office.ts';
import type { Camera } from './camera.ts';

/** What a scene plays with: an office of its own language, shared with the scenes before and after it. */
export interface Stage {
  readonly camera: Camera;
  readonly office: SimulatedOffice;
  readonly desk: Desk;
}

/** Brings views into their states, one after the other, and takes each. */
export type Scene = (set: Stage) => Promise<void>;
