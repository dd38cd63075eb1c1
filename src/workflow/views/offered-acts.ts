import type { Act } from '../../certification/index.ts';

/** The acts that a person asks for on a screen; the others follow from them. */
export const OFFERED_ACTS = [
  'add-scan',
  'edit-pages',
  'finish-scan',
  'compare',
  'submit',
  'sign',
  'seal',
  'return-to-creator',
  'return-to-signer',
  'ask-supplement',
  'supplement-received',
  'refuse',
  'withdraw',
  'hold',
  'cancel',
] as const satisfies readonly Act[];

export type OfferedAct = (typeof OFFERED_ACTS)[number];
