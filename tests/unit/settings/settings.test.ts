import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DEFAULT_FEE_TABLE } from '../../../src/certification/index.ts';
import { checkSetting, definitions, isSettingKey, resolveSettings } from '../../../src/settings/index.ts';

const entries = Object.entries(definitions);
const invalid = { ok: false, error: { code: 'SETTING-INVALID' } };

test.each(entries)(
  '%s has a name, a reason in Vietnamese, and a default that its own schema allows',
  (key, definition) => {
    expect(key).toMatch(/^[a-z]+(-[a-z]+)*(\.[a-z0-9-]+)+$/);
    const { vi, en } = definition.reason;
    expect(Math.min(vi.length, en.length)).toBeGreaterThan(8);
    expect(vi).toMatch(/[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i);
    for (const text of [vi, en]) expect(text.trimEnd()).toMatch(/[.)]$/);
    for (const text of Object.values(definition.title)) expect(text).toMatch(/^\p{Lu}[^.]{2,60}$/u);
    expect(Value.Check(definition.schema, definition.default)).toBe(true);
    expect(checkSetting(key, definition.default)).toEqual({ ok: true, value: undefined });
    expect(typeof definition.restart).toBe('boolean');
  },
);

test.each(entries)('%s refuses what has another shape', (key, definition) => {
  const others = [null, undefined, 'x'.repeat(1_000_000), -1, 1.5, true, [], {}, [{}], { unknown: 1 }, Number.NaN];
  const refused = others.filter((value) => !checkSetting(key, value).ok);
  expect(refused.length).toBeGreaterThanOrEqual(others.length - 2);
  for (const value of refused)
    expect(resolveSettings(new Map([[key, value]]))).toHaveProperty([key], definition.default);
});

test.each(['', 'unknown', 'office', 'office.name ', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'there is no setting %j',
  (key) => {
    expect(isSettingKey(key)).toBe(false);
    expect(checkSetting(key, 'x')).toMatchObject({ ...invalid, error: { facts: { key, reason: 'unknown' } } });
    expect(resolveSettings(new Map([[key, 'x']]))).toEqual(resolveSettings(new Map()));
  },
);

const rate = DEFAULT_FEE_TABLE[0];

test.each<[string, unknown]>([
  ['http.port', 65_536],
  ['http.port', -1],
  ['http.port', 1.5],
  ['http.port', '8443'],
  ['register.type', 'SCT/XX'],
  ['session.idle-minutes', 0],
  ['session.idle-minutes', 61],
  ['scanner.resolution', 199],
  ['portal.lgsp-url', 'ftp://lgsp.example'],
  ['portal.lgsp-url', 'javascript:alert(1)'],
  ['office.code', 'h56'],
  ['office.name', 'a'.repeat(201)],
  ['fee.table', []],
  ['fee.table', [{ ...rate, from: '2026-02-31' }]],
  ['fee.table', [{ ...rate, capPerCopy: -1 }]],
  ['fee.table', [{ ...rate, furtherPage: 0.5 }]],
  ['fee.table', [{ ...rate, discount: 1 }]],
  ['token.modules', [{ name: 'SoftHSM', path: '/x', environment: {} }]],
  ['token.modules', [{ name: 'softhsm', path: '', environment: {} }]],
  ['token.modules', [{ name: 'softhsm', path: '/x', environment: { 'ld-preload': 'x' } }]],
  ['token.modules', [{ name: 'softhsm', path: '/x', environment: {}, pin: '1234' }]],
  ['scanner.network', [{ name: 'a"; rm', url: 'http://x' }]],
  ['scanner.network', [{ name: 'a', url: 'http://x', user: 'b' }]],
])('%s refuses %j, says which, and keeps the default', (key, value) => {
  expect(checkSetting(key, value)).toMatchObject({ ...invalid, error: { facts: { key, reason: 'value' } } });
  expect(resolveSettings(new Map([[key, value]]))).toEqual(resolveSettings(new Map()));
});

test('the refusal does not repeat the value: it could be personal', () => {
  expect(JSON.stringify(checkSetting('office.code', 'Lò Thị Mẩy'))).not.toContain('Mẩy');
});

test('stored values come before the defaults, one by one', () => {
  const settings = resolveSettings(
    new Map<string, unknown>([
      ['office.name', 'UBND xã Mường Thử'],
      ['http.port', 'broken'],
    ]),
  );
  expect(settings['office.name']).toBe('UBND xã Mường Thử');
  expect(settings['http.port']).toBe(definitions['http.port'].default);
  expect(Object.keys(settings).sort()).toEqual(Object.keys(definitions).sort());
});

test('the default fee table is that of the law', () => {
  expect(definitions['fee.table'].default).toEqual(DEFAULT_FEE_TABLE);
});
