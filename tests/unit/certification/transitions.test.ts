import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACT_RULES,
  ACTS,
  type Act,
  actsFrom,
  ORIGINAL_STATE_WORDS,
  ORIGINAL_STATES,
  type OriginalState,
  TRANSITIONS,
  transition,
  transitionRule,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

/** What was made for an original, followed along a walk. */
interface Walk {
  readonly state: OriginalState;
  readonly number: 'none' | 'reserved' | 'signed';
  readonly revisions: 0 | 1 | 2;
  readonly visited: readonly OriginalState[];
}

const start: Walk = { state: 'draft', number: 'none', revisions: 0, visited: ['draft'] };

/** Does an act as the workflow would; null when the table or the order "number before signature" refuses it. */
function doAct(walk: Walk, act: Act): Walk | null {
  const rule = transitionRule(walk.state, act);
  if (!rule.ok) return null;
  if (act === 'sign' && walk.number === 'none') return null;
  const { to, voidsNumber, reopensNumber, destroysRevision1 } = rule.value;
  let { number, revisions } = walk;
  if (act === 'reserve-number' && number === 'none') number = 'reserved';
  if (act === 'sign') [number, revisions] = ['signed', 1];
  if (act === 'seal') revisions = 2;
  if (reopensNumber) number = 'reserved';
  if (voidsNumber !== null) number = 'none';
  if (destroysRevision1) revisions = 0;
  return { state: to, number, revisions, visited: [...walk.visited, to] };
}

const acts = fc.array(fc.constantFrom(...ACTS), { maxLength: 60 });
const walkOf = (list: readonly Act[]): Walk => list.reduce<Walk>((walk, act) => doAct(walk, act) ?? walk, start);

describe('the main path', () => {
  it('leads from draft to delivered through both signatures', () => {
    const path: Act[] = [
      'add-scan',
      'finish-scan',
      'compare',
      'submit',
      'reserve-number',
      'sign',
      'seal',
      'issue',
      'deliver',
    ];
    const end = path.reduce<OriginalState>((state, act) => unwrap(transition(state, act)), 'draft');
    expect(end).toBe('delivered');
  });
});

describe('the table', () => {
  it('refuses what is not in it, naming state and act', () => {
    expect(transition('draft', 'sign')).toEqual({
      ok: false,
      error: { code: 'LAW-TRANSITION', facts: { state: 'draft', act: 'sign' } },
    });
  });

  it('is asked only for its own acts', () => {
    expect(transition('draft', 'constructor' as Act).ok).toBe(false);
    expect(transition('draft', 'toString' as Act).ok).toBe(false);
  });

  it('has a row for every state and words for each', () => {
    expect(Object.keys(TRANSITIONS).toSorted()).toEqual([...ORIGINAL_STATES].toSorted());
    for (const state of ORIGINAL_STATES) expect(ORIGINAL_STATE_WORDS[state].vi).not.toBe('');
  });

  it('uses every act, and each act has a rule', () => {
    const used = new Set(ORIGINAL_STATES.flatMap((state) => actsFrom(state)));
    expect([...used].toSorted()).toEqual([...ACTS].toSorted());
    expect(Object.keys(ACT_RULES).toSorted()).toEqual([...ACTS].toSorted());
  });

  it.each<[OriginalState, string]>([
    ['draft', 'add-scan edit-pages finish-scan ask-supplement refuse withdraw hold'],
    ['scanned', 'add-scan edit-pages finish-scan compare ask-supplement refuse withdraw hold'],
    ['compared', 'add-scan edit-pages compare submit ask-supplement refuse withdraw hold'],
    ['awaiting-signature', 'reserve-number sign return-to-creator refuse withdraw hold year-end'],
    ['signed', 'reserve-number seal return-to-creator return-to-signer refuse withdraw hold'],
    ['sealed', 'issue cancel'],
    ['issued', 'deliver cancel'],
    ['delivered', 'cancel'],
    ['returned-to-creator', 'add-scan edit-pages finish-scan compare ask-supplement refuse withdraw hold'],
    ['returned-to-signer', 'reserve-number sign return-to-creator refuse withdraw hold year-end'],
    ['supplement-asked', 'supplement-received refuse withdraw'],
    ['refused', ''],
    ['withdrawn', ''],
    ['held', 'refuse'],
    ['cancelled', ''],
  ])('allows in %s exactly: %s', (state, allowed) => {
    expect(actsFrom(state).join(' ')).toBe(allowed);
  });

  it('reaches every state from draft', () => {
    const reached = new Set<OriginalState>(['draft']);
    for (const state of reached) for (const act of actsFrom(state)) reached.add(unwrap(transition(state, act)));
    expect([...reached].toSorted()).toEqual([...ORIGINAL_STATES].toSorted());
  });

  it.each(['scanned', 'compared', 'returned-to-creator'] as const)(
    'leads a page change in %s back to scanned',
    (from) => {
      expect(unwrap(transition(from, 'add-scan'))).toBe('scanned');
      expect(unwrap(transition(from, 'edit-pages'))).toBe('scanned');
    },
  );

  it.each(['awaiting-signature', 'signed', 'sealed', 'issued', 'delivered', 'returned-to-signer'] as const)(
    'allows no page change in %s',
    (from) => {
      expect(transition(from, 'add-scan').ok).toBe(false);
      expect(transition(from, 'edit-pages').ok).toBe(false);
    },
  );

  it.each(['sealed', 'issued', 'delivered'] as const)('can only cancel what is %s, and destroys nothing', (from) => {
    for (const act of actsFrom(from)) {
      const rule = unwrap(transitionRule(from, act));
      expect(rule.voidsNumber).toBeNull();
      expect(rule.destroysRevision1).toBe(false);
    }
    expect(unwrap(transition(from, 'cancel'))).toBe('cancelled');
    for (const act of ['withdraw', 'refuse', 'return-to-creator', 'return-to-signer', 'hold'] as const) {
      expect(transition(from, act).ok).toBe(false);
    }
  });

  it('destroys revision 1 whenever a signed original goes back or out before the seal', () => {
    for (const act of actsFrom('signed').filter((a) => a !== 'seal' && a !== 'reserve-number')) {
      expect(unwrap(transitionRule('signed', act)).destroysRevision1, act).toBe(true);
    }
  });

  it('voids the number of a wrong scan, and keeps it when only the signature is wrong', () => {
    expect(unwrap(transitionRule('signed', 'return-to-creator')).voidsNumber).toBe('return');
    expect(unwrap(transitionRule('awaiting-signature', 'return-to-creator')).voidsNumber).toBe('return');
    expect(unwrap(transitionRule('awaiting-signature', 'refuse')).voidsNumber).toBe('refusal');
    expect(unwrap(transitionRule('awaiting-signature', 'withdraw')).voidsNumber).toBe('withdrawal');
    expect(unwrap(transitionRule('awaiting-signature', 'year-end')).voidsNumber).toBe('year-end');
    expect(unwrap(transitionRule('signed', 'return-to-signer'))).toMatchObject({
      voidsNumber: null,
      reopensNumber: true,
    });
  });

  it('asks a reason for every act that goes back or out', () => {
    const reasoned = ACTS.filter((act) => ACT_RULES[act].needsReason);
    expect(reasoned).toEqual([
      'return-to-creator',
      'return-to-signer',
      'ask-supplement',
      'refuse',
      'withdraw',
      'hold',
      'cancel',
      'year-end',
    ]);
  });
});

describe('random walks', () => {
  it('never leave the table', () => {
    fc.assert(
      fc.property(acts, (list) => {
        expect(ORIGINAL_STATES).toContain(walkOf(list).state);
      }),
      { seed: 1 },
    );
  });

  it('reach issued only through compared, signed and sealed, in this order', () => {
    // Steered by what is possible and without the exits, so that many walks come to the end, some after returns.
    const exits: readonly Act[] = ['refuse', 'withdraw', 'hold', 'ask-supplement', 'cancel'];
    let issuedWalks = 0;
    let returnedWalks = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 80 }), (choices) => {
        const { visited } = choices.reduce<Walk>((walk, choice) => {
          const next = ACTS.filter((act) => !exits.includes(act)).flatMap((act) => doAct(walk, act) ?? []);
          return next[choice % Math.max(1, next.length)] ?? walk;
        }, start);
        const issued = visited.indexOf('issued');
        if (issued === -1) return;
        issuedWalks += 1;
        if (visited.includes('returned-to-signer')) returnedWalks += 1;
        const before = visited.slice(0, issued);
        expect(before.at(-1)).toBe('sealed');
        expect(before.lastIndexOf('sealed')).toBe(before.indexOf('sealed'));
        expect(before.lastIndexOf('signed')).toBe(before.length - 2);
        expect(before.lastIndexOf('compared')).toBeGreaterThan(before.lastIndexOf('scanned'));
      }),
      { seed: 2, numRuns: 1000 },
    );
    expect(issuedWalks).toBeGreaterThan(50);
    expect(returnedWalks).toBeGreaterThan(10);
  });

  it('keep number and revisions true to the state', () => {
    // Every reachable combination, not a sample: the space is finite.
    const key = ({ state, number, revisions }: Walk): string => `${state} ${number} ${revisions}`;
    const seen = new Map([[key(start), start]]);
    for (const walk of seen.values()) {
      for (const act of ACTS) {
        const next = doAct(walk, act);
        if (next !== null && !seen.has(key(next))) seen.set(key(next), next);
      }
    }
    const withoutNumber: OriginalState[] = [
      'draft',
      'scanned',
      'compared',
      'returned-to-creator',
      'supplement-asked',
      'refused',
      'withdrawn',
      'held',
    ];
    const under: OriginalState[] = ['signed', 'sealed', 'issued', 'delivered', 'cancelled'];
    for (const { state, number, revisions } of seen.values()) {
      if (withoutNumber.includes(state)) expect([state, number, revisions]).toEqual([state, 'none', 0]);
      if (under.includes(state)) expect([state, number]).toEqual([state, 'signed']);
      if (['awaiting-signature', 'returned-to-signer'].includes(state)) {
        expect(revisions, state).toBe(0);
        expect(number, state).not.toBe('signed');
      }
      if (['sealed', 'issued', 'delivered', 'cancelled'].includes(state))
        expect([state, revisions]).toEqual([state, 2]);
    }
  });
});
