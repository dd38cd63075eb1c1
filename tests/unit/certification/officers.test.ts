import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CreatorSealsPermission,
  checkSignatureBlock,
  isInOffice,
  mayCreate,
  maySeal,
  maySign,
  type Officer,
  type OriginalPeople,
  ROLE_WORDS,
  ROLES,
  signatureBlockLines,
} from '../../../src/certification/index.ts';

const on = '2026-11-21';
const officer = (over: Partial<Officer> = {}): Officer => ({
  id: 'a',
  fullName: 'Trần Văn Mẫu',
  roles: ['creator', 'signer', 'seal-keeper'],
  decisionNumber: '12/QĐ-UBND',
  validFrom: '2026-07-01',
  validTo: null,
  signatureBlock: { kind: 'chairman' },
  ...over,
});
const people = (over: Partial<OriginalPeople> = {}): OriginalPeople => ({
  creators: ['b'],
  signer: null,
  sealer: null,
  ...over,
});
const code = (result: { ok: boolean; error?: { code: string } }): string => result.error?.code ?? 'ok';

describe('a role', () => {
  it.each([
    ['creator', mayCreate],
    ['signer', maySign],
    ['seal-keeper', maySeal],
  ] as const)('of %s needs an assignment in force', (role, may) => {
    expect(may(officer({ roles: [role] }), people(), on).ok).toBe(true);
    const others = ROLES.filter((other) => other !== role);
    expect(may(officer({ roles: others }), people(), on)).toEqual({
      ok: false,
      error: { code: 'LAW-ROLE-MISSING', facts: { role } },
    });
    expect(code(may(officer({ decisionNumber: ' ' }), people(), on))).toBe('LAW-OFFICER-NO-DECISION');
    expect(may(officer({ validTo: '2026-11-20' }), people(), on)).toEqual({
      ok: false,
      error: { code: 'LAW-OFFICER-NOT-IN-OFFICE', facts: { from: '2026-07-01', to: '2026-11-20' } },
    });
  });

  it('holds on its first and its last day', () => {
    const dates = { validFrom: '2026-07-01', validTo: '2026-12-31' };
    const days = ['2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'];
    expect(days.map((day) => isInOffice(dates, day))).toEqual([false, true, true, false]);
    expect(isInOffice({ ...dates, validTo: null }, '2099-01-01')).toBe(true);
  });

  it('has words', () => {
    expect(Object.keys(ROLE_WORDS)).toEqual([...ROLES]);
  });
});

describe('the separation of duties', () => {
  it('keeps the signer from what he created or sealed', () => {
    expect(code(maySign(officer(), people({ creators: ['b', 'a'] }), on))).toBe('LAW-SIGNER-IS-CREATOR');
    expect(code(maySign(officer(), people({ sealer: 'a' }), on))).toBe('LAW-SIGNER-IS-SEALER');
    expect(code(mayCreate(officer(), people({ signer: 'a' }), on))).toBe('LAW-SIGNER-IS-CREATOR');
    expect(code(maySeal(officer(), people({ signer: 'a' }), on))).toBe('LAW-SIGNER-IS-SEALER');
  });

  it('keeps a unit admin from signing', () => {
    expect(code(maySign(officer({ roles: ['signer', 'unit-admin'] }), people(), on))).toBe('LAW-UNIT-ADMIN-SIGNS');
  });

  it('lets the creator seal only with a permission that names him and covers the day', () => {
    const permission: CreatorSealsPermission = {
      officerId: 'a',
      document: '34/UBND',
      validFrom: '2026-11-01',
      validTo: '2026-11-21',
    };
    const own = people({ creators: ['a'], signer: 'c' });
    expect(code(maySeal(officer(), own, on))).toBe('LAW-SEALER-IS-CREATOR');
    expect(code(maySeal(officer(), own, on, [permission]))).toBe('ok');
    for (const wrong of [
      { officerId: 'b' },
      { document: ' ' },
      { validFrom: '2026-11-22' },
      { validTo: '2026-11-20' },
    ]) {
      expect(code(maySeal(officer(), own, on, [{ ...permission, ...wrong }]))).toBe('LAW-SEALER-IS-CREATOR');
    }
    expect(code(maySeal(officer(), people({ creators: ['a'], signer: 'a' }), on, [permission]))).toBe(
      'LAW-SIGNER-IS-SEALER',
    );
  });

  it('never lets one person sign and do anything else, whoever does what in any order', () => {
    const ids = ['a', 'b', 'c'] as const;
    const step = fc.record({ who: fc.constantFrom(...ids), what: fc.constantFrom('create', 'sign', 'seal' as const) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now = people({ creators: [] });
        for (const { who, what } of steps) {
          const person = officer({ id: who });
          if (what === 'create' && mayCreate(person, now, on).ok) now = { ...now, creators: [...now.creators, who] };
          if (what === 'sign' && maySign(person, now, on).ok) now = { ...now, signer: who };
          if (what === 'seal' && maySeal(person, now, on).ok) now = { ...now, sealer: who };
          if (now.signer !== null) {
            expect(now.creators).not.toContain(now.signer);
            expect(now.sealer).not.toBe(now.signer);
          }
        }
      }),
      { seed: 1 },
    );
  });
});

describe('a signature block', () => {
  const delegated = {
    kind: 'delegated',
    title: 'Công chức Tư pháp – Hộ tịch',
    delegationDocument: '5/QĐ-UBND',
  } as const;

  it('is needed to sign, and a delegate needs title and document', () => {
    const incomplete = [null, { ...delegated, title: ' ' }, { ...delegated, delegationDocument: '' }];
    for (const signatureBlock of incomplete) {
      expect(code(checkSignatureBlock(signatureBlock))).toBe('LAW-SIGNATURE-BLOCK');
      expect(code(maySign(officer({ signatureBlock }), people(), on))).toBe('LAW-SIGNATURE-BLOCK');
    }
    expect(code(maySign(officer({ signatureBlock: delegated }), people(), on))).toBe('ok');
  });

  it('reads as NĐ 30/2020 has it', () => {
    expect(signatureBlockLines({ kind: 'chairman' })).toEqual(['CHỦ TỊCH']);
    expect(signatureBlockLines({ kind: 'deputy' })).toEqual(['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
    expect(signatureBlockLines({ ...delegated, title: delegated.title.normalize('NFD') })).toEqual([
      'TUQ. CHỦ TỊCH',
      'CÔNG CHỨC TƯ PHÁP – HỘ TỊCH',
    ]);
  });

  it("takes the office's own lines, and a title as it is", () => {
    const lines = {
      chairman: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      deputy: [],
      delegated: ['TUQ. CHỦ TỊCH', '{title}'],
    };
    expect(signatureBlockLines({ kind: 'chairman' }, lines)).toEqual(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']);
    expect(signatureBlockLines({ ...delegated, title: '$& X' }, lines)[1]).toBe('$& X');
  });
});
