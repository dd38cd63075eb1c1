import { expect, test } from 'vitest';
import { readAccount } from '../../../../../src/portal/connectors/dossier-services/inbound-wire.ts';

const id = '3f2b8c1e-0000-4000-8000-000000000001';

test('an account is the one that the portal names; none is none; everything else is no answer', () => {
  expect(readAccount([{ TECHNICALID: id }])).toBe(id);
  expect(readAccount([{ TECHNICALID: id, HOTEN: 'x' }, { TECHNICALID: id }])).toBe(id);
  expect(readAccount([])).toBeNull();
  const others = [
    null,
    {},
    'x',
    [{}],
    [{ TECHNICALID: '' }],
    [{ TECHNICALID: null }],
    [{ TECHNICALID: 7 }],
    [{ TECHNICALID: 'a'.repeat(61) }],
    [{ TECHNICALID: 'a b' }],
    [{ TECHNICALID: id }, { TECHNICALID: id.replace('1', '2') }],
    Array.from({ length: 11 }, () => ({ TECHNICALID: id })),
  ];
  for (const other of others) expect(readAccount(other), JSON.stringify(other)).toBeUndefined();
});
