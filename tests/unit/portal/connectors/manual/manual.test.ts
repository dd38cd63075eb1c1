import { expect, test } from 'vitest';
import { copyFileName, ManualConnector, moduleFields } from '../../../../../src/portal/connectors/manual/index.ts';
import { parseModuleFields } from '../../../../../src/portal/connectors/manual/module-fields.ts';
import { FIELD_SOURCES, MODULE_STEPS } from '../../../../../src/portal/connectors/manual/sources.ts';
import { checkSetting, definitions } from '../../../../../src/settings/index.ts';

const field = (step: string, source: string, more = ''): string =>
  `[[field]]\nstep = "${step}"\nsource = "${source}"\nlabel = { vi = "Ô", en = "Field" }\nconfidence = "low"\n${more}`;

test('the connector is attended and says which fields the portal’s module asks for, in its order', () => {
  const connector = new ManualConnector();
  expect([connector.kind, connector.name]).toEqual(['attended', 'manual']);
  const steps = moduleFields().map(({ step }) => MODULE_STEPS.indexOf(step));
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  const sources = moduleFields().map(({ source }) => source);
  expect(FIELD_SOURCES).toEqual(expect.arrayContaining(sources));
  // Without these nobody can enter a copy anywhere.
  for (const needed of ['requester-name', 'title', 'file-name', 'register-number']) expect(sources).toContain(needed);
});

test.each([
  ['a step that there is not', field('payment', 'title')],
  ['a source that the station does not have', field('copy', 'shoe-size')],
  ['steps out of order', `${field('copy', 'title')}${field('reception', 'requester-name')}`],
  ['a source twice', `${field('copy', 'title')}${field('copy', 'title')}`],
  ['a key that nobody reads', field('copy', 'title', 'colour = "red"\n')],
  ['a label in one language', '[[field]]\nstep = "copy"\nsource = "title"\nlabel = { vi = "Ô" }\nconfidence = "low"\n'],
  ['no field', 'field = []'],
])('a table of fields with %s does not pass', (_what, toml) => {
  expect(() => parseModuleFields(toml)).toThrow();
});

test('a file’s name is made of ASCII, whatever the pattern and the codes are', () => {
  const parts = { dossier: 'H99.14-261122-00001', ordinal: 2, number: 7, volume: 1, year: 2026 };
  expect(copyFileName('BSDT_{dossier}_{ordinal}.pdf', parts)).toBe('BSDT_H99.14-261122-00001_02.pdf');
  expect(copyFileName('{number}-{volume}-{year}.pdf', parts)).toBe('07-01-2026.pdf');
  expect(copyFileName('{dossier}.pdf', { ...parts, dossier: '../é"\r\n/x' })).toMatch(/^[A-Za-z0-9._-]+\.pdf$/);
});

test.each([
  ['{dossier}.pdf', true],
  ['a.pdf', true],
  ['.pdf', false],
  ['../{dossier}.pdf', false],
  ['{requester}.pdf', false],
  ['{dossier}', false],
  ['tệp.pdf', false],
  ['a b.pdf', false],
])('the pattern %j is taken: %s', (pattern, taken) => {
  expect(checkSetting('portal.manual-file-name', pattern).ok).toBe(taken);
});

test('a new office goes by hand, and there is no office without a way', () => {
  expect(definitions['portal.connector'].default).toBe('manual');
  expect(checkSetting('portal.connector', 'none').ok).toBe(false);
});
