import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../common/result.ts';
import { faultOf, type SettingSchema } from './fault.ts';
import { definitions, type SettingKey, type Settings } from './schema.ts';

/** Whether `key` names a setting. */
export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(definitions, key);
}

/** Checks a value for a setting. Unknown keys and values out of shape are `SETTING-INVALID` (facts: at, a place in it). */
export function checkSetting(key: string, value: unknown): Result<void> {
  if (!isSettingKey(key)) return fail('SETTING-INVALID', { key, reason: 'unknown' });
  const { schema } = definitions[key];
  if (Value.Check(schema, value)) return ok();
  const at = faultOf(schema as SettingSchema, value)?.at ?? '';
  return fail('SETTING-INVALID', { key, reason: 'value', at: at.slice(0, 100) });
}

/**
 * All settings: the stored values where there are valid ones; elsewhere those `before`, which were valid, where they are
 * given; else the defaults.
 */
export function resolveSettings(stored: ReadonlyMap<string, unknown>, before: Settings | null = null): Settings {
  const entries = Object.entries(definitions).map(([key, definition]) => {
    const value = stored.get(key);
    if (value === undefined) return [key, definition.default];
    if (Value.Check(definition.schema, value)) return [key, value];
    return [key, before === null ? definition.default : before[key as SettingKey]];
  });
  return Object.fromEntries(entries) as Settings;
}

/** The settings whose stored value does not fit (any more): another one is in force. */
export function unfitSettings(stored: ReadonlyMap<string, unknown>): SettingKey[] {
  return [...stored.keys()].filter(isSettingKey).filter((key) => !checkSetting(key, stored.get(key)).ok);
}
