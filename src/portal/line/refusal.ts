/** Why a line does not carry a load now. `documents`: it never carries such. */
export const refusals = ['paused', 'quota', 'hours', 'documents'] as const;
export type Refusal = (typeof refusals)[number];
