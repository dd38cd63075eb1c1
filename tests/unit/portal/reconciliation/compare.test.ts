import { describe, expect, it } from 'vitest';
import { compare, isToldAlready, mendOf, type Standing } from '../../../../src/portal/reconciliation/compare.ts';

const result = (n: number, url: string | null = `https://tep.example/d/${n}`) => ({
  originalId: `original-${n}`,
  resultCode: 'KQ.G15.000001',
  url,
});
const standing = (change: Partial<Standing> = {}): Standing => ({
  told: { statusCode: 10, results: [result(1), result(2)] },
  everConfirmed: true,
  outbox: 'settled',
  recalled: [],
  ...change,
});
const listed = (...urls: string[]) => urls.map((url) => ({ resultCode: 'KQ.G15.000001', url }));
const both = listed('https://tep.example/d/1', 'https://tep.example/d/2');
const kindsOf = (own: Standing, far: Parameters<typeof compare>[1]) =>
  compare(own, far).found.map(({ kind, subject }) => (subject === '' ? kind : `${kind} ${subject}`));

describe('what the portal has beside what it confirmed', () => {
  it('the same: no difference', () => {
    expect(kindsOf(standing(), { statusCode: 10, results: both })).toEqual([]);
  });

  it.each([
    ['nothing of a confirmed dossier', standing(), null, ['absent']],
    ['nothing of a dossier that was never confirmed', standing({ everConfirmed: false, told: null }), null, []],
    [
      'a dossier that it never confirmed',
      standing({ everConfirmed: false, told: null, outbox: 'rejected' }),
      { statusCode: 4, results: [] },
      ['unconfirmed'],
    ],
    ['another state', standing(), { statusCode: 3, results: both }, ['status']],
    ['no word of its state', standing(), { statusCode: null, results: both }, []],
    ['no word of its results', standing(), { statusCode: 10, results: null }, []],
    [
      'one result less',
      standing(),
      { statusCode: 10, results: listed('https://tep.example/d/2') },
      ['result-missing original-1'],
    ],
    [
      'a result at another address',
      standing(),
      { statusCode: 10, results: listed('https://tep.example/d/1', 'https://tep.example/d/old') },
      ['result-other original-2'],
    ],
    [
      'a result under another code',
      standing(),
      { statusCode: 10, results: [{ resultCode: 'KQ.G15.000009', url: 'https://tep.example/d/1' }, ...both.slice(1)] },
      ['result-other original-1'],
    ],
    [
      'a result more',
      standing(),
      { statusCode: 10, results: [...both, ...listed('https://tep.example/d/3')] },
      ['result-extra'],
    ],
    [
      'a copy that was cancelled',
      standing({
        told: { statusCode: 10, results: [result(2)] },
        recalled: [{ originalId: 'original-1', url: 'https://tep.example/d/1' }],
      }),
      { statusCode: 10, results: both },
      ['recall-open original-1'],
    ],
  ] as const)('%s', (_, own, far, expected) => {
    expect(kindsOf(own, far)).toEqual(expected);
  });

  it('is not compared while the station’s own messages are on their way', () => {
    expect(compare(standing({ outbox: 'at-work' }), null)).toEqual({ found: [], kinds: [] });
    expect(compare(standing({ outbox: 'at-work' }), { statusCode: 3, results: [] })).toEqual({ found: [], kinds: [] });
  });

  it('leaves what it could not look for as it was found', () => {
    expect(compare(standing(), { statusCode: 10, results: null }).kinds).not.toContain('result-missing');
    expect(compare(standing({ outbox: 'rejected' }), { statusCode: 3, results: both }).kinds).not.toContain('status');
  });
});

describe('what an officer can do', () => {
  it.each([
    [4, 'resend'],
    [9, 'resend'],
    [3, 'look'],
    [5, 'look'],
    [6, 'look'],
    [7, 'look'],
    [8, 'look'],
  ])('status %i there: %s', (farStatus, mend) => {
    expect(mendOf({ kind: 'status', farStatus })).toBe(mend);
  });
});

describe('what was refused and is there all the same', () => {
  const told = { statusCode: 9, results: [result(1)] };
  const far = { statusCode: 9, results: listed('https://tep.example/d/1') };
  it('is told already only when state, addresses and codes are the same', () => {
    expect(isToldAlready(told, far)).toBe(true);
    expect(isToldAlready(told, { ...far, statusCode: 4 })).toBe(false);
    expect(isToldAlready(told, { ...far, results: null })).toBe(false);
    expect(isToldAlready(told, { ...far, results: [...far.results, ...both] })).toBe(false);
    expect(isToldAlready({ ...told, results: [result(1, null)] }, far)).toBe(false);
  });
});
