import type { Role } from './officers.ts';

/** Everything that can be done to an original. `transitions.ts` says in which state each of them is possible. */
export const ACTS = [
  'add-scan',
  'edit-pages',
  'finish-scan',
  'compare',
  'submit',
  'reserve-number',
  'sign',
  'seal',
  'issue',
  'deliver',
  'return-to-creator',
  'return-to-signer',
  'ask-supplement',
  'supplement-received',
  'refuse',
  'withdraw',
  'hold',
  'cancel',
  'year-end',
] as const;

export type Act = (typeof ACTS)[number];

/** Who may do an act, and whether it must say why. `station` is the service itself, without a person. */
export interface ActRule {
  readonly by: readonly (Role | 'station')[];
  /** A reason in words is mandatory; for `refuse` the ground, for `cancel` the decision number. */
  readonly needsReason: boolean;
}

const rule = (by: ActRule['by'], needsReason = false): ActRule => ({ by, needsReason });

/**
 * The roles of each act. Refusing, returning, holding and cancelling always carry a reason:
 * NĐ 23/2015 Điều 8.1 and 9.7 (written reason on refusal), Điều 9.6 (record of holding), TT 01/2020 Điều 7 (decision).
 */
export const ACT_RULES: Readonly<Record<Act, ActRule>> = {
  'add-scan': rule(['creator']),
  'edit-pages': rule(['creator']),
  'finish-scan': rule(['creator']),
  compare: rule(['creator']),
  submit: rule(['creator']),
  'reserve-number': rule(['signer', 'seal-keeper']),
  sign: rule(['signer']),
  seal: rule(['seal-keeper']),
  issue: rule(['station']),
  deliver: rule(['station', 'creator', 'seal-keeper']),
  'return-to-creator': rule(['creator', 'signer', 'seal-keeper'], true),
  'return-to-signer': rule(['seal-keeper'], true),
  'ask-supplement': rule(['creator'], true),
  'supplement-received': rule(['creator']),
  refuse: rule(['creator', 'signer'], true),
  withdraw: rule(['creator'], true),
  hold: rule(['creator', 'signer'], true),
  cancel: rule(['creator', 'signer'], true),
  'year-end': rule(['station'], true),
};
