import { type Static, Type } from 'typebox';
import { DOSSIER_STATES } from '../../certification/index.ts';
import { CivilDate, closed, oneOf, Words } from './shapes.ts';

/** What a copy costs today. Money in đồng. */
export const VisitorFees = Type.Object({
  on: CivilDate,
  /** `firstPages` pages cost `firstPage` each, the others `furtherPage`, one copy never more than `capPerCopy`. */
  firstPages: Type.Integer(),
  firstPage: Type.Integer(),
  furtherPage: Type.Integer(),
  capPerCopy: Type.Integer(),
  source: Type.String(),
  examples: Type.Array(Type.Object({ pages: Type.Integer(), total: Type.Integer() })),
});
export type VisitorFees = Static<typeof VisitorFees>;

/** As typed: what it cannot mean is answered like a code that no dossier has. */
export const TrackingParams = closed({ code: Type.String({ maxLength: 100 }) });

/** All that a tracking code tells. */
export const TrackedDossier = Type.Object({ state: oneOf(DOSSIER_STATES), stateWords: Words });
export type TrackedDossier = Static<typeof TrackedDossier>;
