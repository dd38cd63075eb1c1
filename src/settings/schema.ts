import type { Static } from 'typebox';
import { certificationSettings } from './table/certification.ts';
import { codingSettings } from './table/coding.ts';
import type { SettingDefinition } from './table/definition.ts';
import { deviceSettings } from './table/devices.ts';
import { dvcSyncSettings } from './table/dvcsync.ts';
import { handOverSettings } from './table/hand-over.ts';
import { inboundSettings } from './table/inbound.ts';
import { keepingSettings } from './table/keeping.ts';
import { lineSettings } from './table/line.ts';
import { lineRouteSettings } from './table/line-routes.ts';
import { mapiSettings } from './table/mapi.ts';
import { networkSettings } from './table/network.ts';
import { officeSettings } from './table/office.ts';
import { oneStopSettings } from './table/one-stop.ts';
import { portalSettings } from './table/portal.ts';
import { portalCodeSettings } from './table/portal-codes.ts';
import { sessionSettings } from './table/session.ts';
import { signingClientSettings } from './table/signing-client.ts';
import { timestampSettings } from './table/timestamp.ts';
import { trustSettings } from './table/trust.ts';

export { FeeRow } from './table/certification.ts';
export type { SettingDefinition, Words } from './table/definition.ts';
export type { RouteRow } from './table/line-routes.ts';

/** Every setting, by key, in the order of the settings screen. Types, validation, docs and that screen derive from this table. */
export const definitions = {
  ...officeSettings,
  ...networkSettings,
  ...sessionSettings,
  ...certificationSettings,
  ...codingSettings,
  ...deviceSettings,
  ...signingClientSettings,
  ...portalSettings,
  ...portalCodeSettings,
  ...mapiSettings,
  ...dvcSyncSettings,
  ...inboundSettings,
  ...oneStopSettings,
  ...lineSettings,
  ...lineRouteSettings,
  ...handOverSettings,
  ...keepingSettings,
  ...trustSettings,
  ...timestampSettings,
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof definitions;

/** The value type of each setting. */
export type Settings = { readonly [K in SettingKey]: Static<(typeof definitions)[K]['schema']> };
