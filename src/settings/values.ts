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

/** All settings: the stored values where there are valid ones, the defaults elsewhere. */
export function resolveSettings(stored: ReadonlyMap<string, unknown>): Settings {
  const entries = Object.entries(definitions).map(([key, definition]) => {
    const value = stored.get(key);
    return [key, value !== undefined && Value.Check(definition.schema, value) ? value : definition.default];
  });
  return Object.fromEntries(entries) as Settings;
}
