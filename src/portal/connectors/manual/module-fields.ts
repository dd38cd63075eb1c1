import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

import { FIELD_SOURCES, MODULE_STEPS } from './sources.ts';

const words = Type.Object(
  { vi: Type.String({ minLength: 1, maxLength: 300 }), en: Type.String({ minLength: 1, maxLength: 300 }) },
  { additionalProperties: false },
);

/** One field of the module: its label there, what it is filled with, and how sure anybody is of it. */
export const ModuleField = Type.Object(
  {
    step: Type.Enum([...MODULE_STEPS]),
    source: Type.Enum([...FIELD_SOURCES]),
    label: words,
    confidence: Type.Enum(['high', 'medium', 'low']),
    note: Type.Optional(words),
  },
  { additionalProperties: false },
);
export type ModuleField = Static<typeof ModuleField>;

const Table = Type.Object(
  { field: Type.Array(ModuleField, { minItems: 1, maxItems: 60 }) },
  { additionalProperties: false },
);

/**
 * Reads a table of the module's fields. The steps stand in the module's order and no source is asked for twice; a table
 * that does not fit throws, since it is a part of the program.
 */
export function parseModuleFields(toml: string): readonly ModuleField[] {
  const table: unknown = parse(toml);
  if (!Value.Check(Table, table)) {
    throw new Error(`the module's fields do not fit: ${Value.Errors(Table, table)[0]?.instancePath ?? '/'}`);
  }
  const { field: fields } = table;
  const steps = fields.map((field) => MODULE_STEPS.indexOf(field.step));
  if (steps.some((step, index) => step < (steps[index - 1] ?? 0))) throw new Error('the steps are not in their order');
  if (new Set(fields.map((field) => field.source)).size !== fields.length) throw new Error('a source stands twice');
  return fields;
}

let fields: readonly ModuleField[] | null = null;

/** The fields of the portal's own module as far as they are known, in its order. */
export function moduleFields(): readonly ModuleField[] {
  fields ??= parseModuleFields(readFileSync(new URL('./module-fields.toml', import.meta.url), 'utf8'));
  return fields;
}
