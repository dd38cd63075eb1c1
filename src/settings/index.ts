/** One table of settings; types, checks, documentation and the settings screen derive from it. */
export { type CredentialName, credentials, isCredentialName } from './credentials.ts';
export { settingsDocument } from './document.ts';
export { faultOf, type SettingFault, type SettingSchema } from './fault.ts';
export { groupOf, groups, type SettingGroup } from './groups.ts';
export {
  definitions,
  FeeRow,
  type RouteRow,
  type SettingDefinition,
  type SettingKey,
  type Settings,
  type Words,
} from './schema.ts';
export { type Unit, unitsInEnglish } from './units.ts';
export { checkSetting, isSettingKey, resolveSettings, unfitSettings } from './values.ts';
