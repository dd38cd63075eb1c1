import { fail, ok, type Result } from '../common/result.ts';
import { ACTS, type Act } from './acts.ts';
import type { VoidKind } from './register-types.ts';
import type { OriginalState } from './states.ts';

/** What an act does in one state. Everything but `to` is about what was already made for the original. */
export interface Transition {
  readonly to: OriginalState;
  /** The original's number, if it has one, is voided for this reason and stays in the book. */
  readonly voidsNumber: VoidKind | null;
  /** The number stays with the original but counts as reserved again, no longer as signed. */
  readonly reopensNumber: boolean;
  /** The signed revision is destroyed whole. Only possible before the seal. */
  readonly destroysRevision1: boolean;
}

const to = (state: OriginalState): Transition => ({
  to: state,
  voidsNumber: null,
  reopensNumber: false,
  destroysRevision1: false,
});

/** The number is given up; no revision 1 exists yet. */
const voiding = (state: OriginalState, kind: VoidKind): Transition => ({ ...to(state), voidsNumber: kind });

/** The number is given up and the signed revision destroyed. */
const undoing = (state: OriginalState, kind: VoidKind): Transition => ({
  ...voiding(state, kind),
  destroysRevision1: true,
});

/** Ways out of every state in which only the creator has worked. */
const leavingTheDesk = {
  'ask-supplement': to('supplement-asked'),
  refuse: to('refused'),
  withdraw: to('withdrawn'),
  hold: to('held'),
} as const;

/**
 * Every act that is possible, by state; what is not here is refused.
 *
 * - A page that comes or changes after the scan was declared complete leads back to `scanned`: what was compared is no
 *   longer what would be signed (NĐ 23/2015 Điều 20.3).
 * - Going back or out before the seal gives the number up with its reason (design: "a number is voided only by return,
 *   refusal, withdrawal or year end"); holding a paper is a refusal with a record.
 * - `return-to-signer` is the seal keeper's remedy for a signature that is wrong or not the right person's (NĐ 30/2020
 *   Điều 32: only what the authorised person has signed is sealed). Revision 1 is destroyed, since the new signature
 *   takes the same field and exactly two signers must verify; the pages are unchanged, so the number, which belongs to
 *   the original, stays and is reserved again. If the year has ended meanwhile, `year-end` voids it.
 * - After the seal nothing can be taken back; only a decision cancels (TT 01/2020 Điều 7).
 * - A held paper is referred to the competent body; the office's own part ends, at most with a written refusal.
 */
export const TRANSITIONS: Readonly<Record<OriginalState, Readonly<Partial<Record<Act, Transition>>>>> = {
  draft: {
    'add-scan': to('draft'),
    'edit-pages': to('draft'),
    'finish-scan': to('scanned'),
    ...leavingTheDesk,
  },
  scanned: {
    'add-scan': to('scanned'),
    'edit-pages': to('scanned'),
    'finish-scan': to('scanned'),
    compare: to('compared'),
    ...leavingTheDesk,
  },
  compared: {
    'add-scan': to('scanned'),
    'edit-pages': to('scanned'),
    compare: to('compared'),
    submit: to('awaiting-signature'),
    ...leavingTheDesk,
  },
  'awaiting-signature': {
    'reserve-number': to('awaiting-signature'),
    sign: to('signed'),
    'return-to-creator': voiding('returned-to-creator', 'return'),
    refuse: voiding('refused', 'refusal'),
    withdraw: voiding('withdrawn', 'withdrawal'),
    hold: voiding('held', 'refusal'),
    'year-end': voiding('awaiting-signature', 'year-end'),
  },
  signed: {
    // Only where the office numbers at sealing; by default the number was reserved before the signature.
    'reserve-number': to('signed'),
    seal: to('sealed'),
    'return-to-creator': undoing('returned-to-creator', 'return'),
    'return-to-signer': { ...to('returned-to-signer'), reopensNumber: true, destroysRevision1: true },
    refuse: undoing('refused', 'refusal'),
    withdraw: undoing('withdrawn', 'withdrawal'),
    hold: undoing('held', 'refusal'),
  },
  sealed: { issue: to('issued'), cancel: to('cancelled') },
  issued: { deliver: to('delivered'), cancel: to('cancelled') },
  delivered: { cancel: to('cancelled') },
  'returned-to-creator': {
    'add-scan': to('scanned'),
    'edit-pages': to('scanned'),
    'finish-scan': to('scanned'),
    compare: to('compared'),
    ...leavingTheDesk,
  },
  'returned-to-signer': {
    'reserve-number': to('returned-to-signer'),
    sign: to('signed'),
    'return-to-creator': voiding('returned-to-creator', 'return'),
    refuse: voiding('refused', 'refusal'),
    withdraw: voiding('withdrawn', 'withdrawal'),
    hold: voiding('held', 'refusal'),
    'year-end': voiding('returned-to-signer', 'year-end'),
  },
  'supplement-asked': {
    'supplement-received': to('draft'),
    refuse: to('refused'),
    withdraw: to('withdrawn'),
  },
  refused: {},
  withdrawn: {},
  held: { refuse: to('refused') },
  cancelled: {},
};

/** The whole rule for an act in a state, or LAW-TRANSITION (facts: state, act). */
export function transitionRule(state: OriginalState, act: Act): Result<Transition> {
  const row = TRANSITIONS[state];
  const found = Object.hasOwn(row, act) ? row[act] : undefined;
  return found === undefined ? fail('LAW-TRANSITION', { state, act }) : ok(found);
}

/** The state after an act, or LAW-TRANSITION (facts: state, act). */
export function transition(state: OriginalState, act: Act): Result<OriginalState> {
  const rule = transitionRule(state, act);
  return rule.ok ? ok(rule.value.to) : rule;
}

/** The acts that are possible in a state, in the order of `ACTS`. */
export function actsFrom(state: OriginalState): readonly Act[] {
  return ACTS.filter((act) => transitionRule(state, act).ok);
}
