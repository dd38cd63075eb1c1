/** One table of settings; types, checks and documentation derive from it. */
export { definitions, FeeRow, type SettingDefinition, type SettingKey, type Settings } from './schema.ts';
export { checkSetting, isSettingKey, resolveSettings } from './values.ts';
