import type { SettingSchema } from '../../../../../src/web/contract/index.ts';

/** What stands in the controls of a setting: texts as typed, lists of them, lines with columns. */
export type Form = string | boolean | readonly Form[] | { readonly [column: string]: Form };

/** The controls of a value. */
export function formOf(schema: SettingSchema, value: unknown): Form {
  if (schema.type === 'boolean') return value === true;
  if (schema.type === 'array') return (value as unknown[]).map((item) => formOf(schema.items ?? {}, item));
  if (schema.patternProperties) {
    return Object.entries(value as Record<string, string>)
      .map(([name, text]) => `${name}=${text}`)
      .join('\n');
  }
  if (schema.type === 'object') {
    const fields = value as Record<string, unknown>;
    return Object.fromEntries(columnsOf(schema).map(([name, column]) => [name, formOf(column, fields[name])]));
  }
  return String(value);
}

/** The value of the controls; what is no number stays a text, so that the check can say so. */
export function entered(schema: SettingSchema, form: Form): unknown {
  if (typeof form === 'boolean') return form;
  if (typeof form === 'string') {
    const text = form.normalize('NFC').trim();
    if (schema.patternProperties) return linesOf(text);
    return schema.type === 'integer' ? (wholeNumber(text) ?? text) : text;
  }
  if (Array.isArray(form)) return form.map((item: Form) => entered(schema.items ?? {}, item));
  const fields = form as Readonly<Record<string, Form>>;
  return Object.fromEntries(columnsOf(schema).map(([name, column]) => [name, entered(column, fields[name] ?? '')]));
}

/** An empty line of a list or table. */
export function emptyForm(schema: SettingSchema): Form {
  if (schema.type === 'boolean') return false;
  if (schema.type === 'array') return [];
  if (schema.type === 'object' && !schema.patternProperties) {
    return Object.fromEntries(columnsOf(schema).map(([name, column]) => [name, emptyForm(column)]));
  }
  return '';
}

export function columnsOf({ properties = {} }: SettingSchema): [string, SettingSchema][] {
  return Object.entries(properties);
}

/** `200000` and `200.000` are the same number. */
function wholeNumber(text: string): number | null {
  return /^-?(\d{1,15}|\d{1,3}(\.\d{3}){1,4})$/.test(text) ? Number(text.replaceAll('.', '')) : null;
}

/** `NAME=value` line by line; a line without `=` is a name that the check refuses. */
function linesOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [`${line} `, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
