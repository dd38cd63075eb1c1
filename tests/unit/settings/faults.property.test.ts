/** The officers' words for a wrong value judge as the schema does, and the controls give back what was put into them. */
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it, test } from 'vitest';
import { emptyForm, entered, formOf } from '../../../kiosk-ui/src/views/admin/settings/form.ts';
import { definitions, faultOf, type SettingSchema } from '../../../src/settings/index.ts';

/** Values of a setting's form, mostly right, some just out of bounds. */
function valuesOf(schema: SettingSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.constantFrom(...schema.anyOf.map((one) => one.const), 'khác');
  const { minimum = 0, maximum = minimum + 1000 } = schema;
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum - 1, maximum + 1, 1.5));
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { maxLength: 4 });
    case 'object':
      if (schema.patternProperties) {
        const name = fc.constantFrom('PATH', 'A_1', 'thuong', '1A');
        return fc.dictionary(name, fc.constantFrom('', '/usr/lib', 'a=b', 'x'.repeat(501)), { noNullPrototype: true });
      }
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valuesOf(one)])),
      );
    default:
      return textsOf(schema);
  }
}

function textsOf({ maxLength = 60, format }: SettingSchema): fc.Arbitrary<string> {
  if (format === 'date')
    return fc.constantFrom('2026-11-21', '2024-02-29', '2026-02-29', '2026-13-01', '', '21/11/2026');
  const known = [
    '',
    'H56.14',
    'h56',
    'fujitsu',
    'softhsm',
    'May quet 1',
    'http://a.vn',
    'https://b/c',
    'ftp://x',
    'UBND xã Ví Dụ',
  ];
  // The longest certificates would take their time and tell no more.
  const longest = Math.min(maxLength, 500);
  return fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom('a'.repeat(longest), 'ạ'.repeat(longest), 'a'.repeat(longest + 1), '𠮷'.repeat(longest)),
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.normalize('NFC').trim()),
  );
}

const entries = Object.entries(definitions).map(([key, { schema, default: fallback }]) => {
  return [key, schema as SettingSchema & typeof schema, fallback] as const;
});

describe.each(entries)('%s', (_key, schema, fallback) => {
  it('is judged alike by its schema and in words', () => {
    fc.assert(
      fc.property(valuesOf(schema), (value) => {
        const fault = faultOf(schema, value);
        expect(fault === null).toBe(Value.Check(schema, value));
        for (const words of fault === null ? [] : [fault.vi, fault.en]) expect(words).toMatch(/^\p{Lu}.*\.$/u);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('goes into its controls and out of them unchanged', () => {
    expect(entered(schema, formOf(schema, fallback))).toEqual(fallback);
    fc.assert(
      fc.property(
        fc.oneof(fc.constant<unknown>(fallback), valuesOf(schema)).filter((value) => Value.Check(schema, value)),
        (value) => {
          expect(entered(schema, formOf(schema, value))).toEqual(value);
        },
      ),
      { seed: 7, numRuns: 30 },
    );
  });

  it.each([null, undefined, 'x'.repeat(30_000), -1, {}, [{}], [null], Number.NaN].map((value) => [value]))(
    'says what is wrong with %j, or nothing is',
    (value) => expect(faultOf(schema, value) === null).toBe(Value.Check(schema, value)),
  );
});

test('numbers are read with and without dots, and what is no number is said to be none', () => {
  const schema = definitions['portal.upload-chunk'].schema as SettingSchema;
  expect(entered(schema, ' 262.144 ')).toBe(262_144);
  expect(entered(schema, '262144')).toBe(262_144);
  for (const text of ['26.21', '1,5', 'nhiều', '']) expect(faultOf(schema, entered(schema, text))).not.toBeNull();
});

test('a line added to a table is empty, and is refused where it has to be filled in', () => {
  const { items = {} } = definitions['fee.table'].schema as SettingSchema;
  expect(emptyForm(items)).toMatchObject({ from: '', source: '' });
  expect(faultOf(items, entered(items, emptyForm(items)), '/1')).toMatchObject({ at: '/1/from' });
});
