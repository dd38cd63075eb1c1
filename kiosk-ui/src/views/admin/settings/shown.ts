import type { SettingAnswer, SettingSchema } from '../../../../../src/web/contract/index.ts';
import { count } from '../../../design/format.ts';
import { either } from '../../../words/index.ts';
import { settingsWords as w } from '../words.ts';

/** A value as one reads it in the list. */
export function shownValue({ schema, unit }: Pick<SettingAnswer, 'schema' | 'unit'>, value: unknown): string {
  const { anyOf, type } = schema as SettingSchema;
  if (anyOf) {
    const choice = anyOf.find((one) => one.const === value);
    return choice?.words ? either(choice.words) : String(value);
  }
  if (type === 'boolean') return w(value === true ? 'settings.yes' : 'settings.no');
  if (Array.isArray(value)) {
    if (value.length === 0) return w('settings.empty');
    if (value.every((item) => typeof item === 'string' && item.length < 40)) return value.join(', ');
    return w('settings.lines', { count: value.length });
  }
  if (value === '') return w('settings.empty');
  const text = typeof value === 'number' ? count(value) : String(value);
  return unit === null ? text : `${text} ${either(unit)}`;
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u0111\u0110]/g, 'd')
    .toLowerCase();

/** Whether a setting has all the words looked for, with or without diacritics, in title, reason or key. */
export function isFound({ key, title, reason, groupTitle }: SettingAnswer, search: string): boolean {
  const text = fold([key, title.vi, title.en, reason.vi, reason.en, groupTitle.vi, groupTitle.en].join(' '));
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
