import { checkFeeTable, type Role } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import {
  checkSetting,
  definitions,
  isSettingKey,
  type SettingDefinition,
  type Settings,
} from '../../settings/index.ts';
import { writeSetting } from '../../store/repositories/settings.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import type { SettingAnswer } from '../contract/index.ts';

/** Settings of devices and lines, which a technician may change too; all others are the unit's own. */
const technical = /^(http|scanner|token|portal|trust)\./;

/** A setting with its present value. Error: STORE-NOT-FOUND. */
export function settingView(office: Office, key: string): Result<SettingAnswer> {
  if (!isSettingKey(key)) return fail('STORE-NOT-FOUND');
  return ok(toAnswer(settingsOf(office), key));
}

export function settingList(office: Office): SettingAnswer[] {
  const settings = settingsOf(office);
  return Object.keys(definitions)
    .filter(isSettingKey)
    .map((key) => toAnswer(settings, key));
}

function toAnswer(settings: Settings, key: keyof Settings): SettingAnswer {
  const { default: fallback, unit, reason, restart, schema }: SettingDefinition = definitions[key];
  return { key, value: settings[key], default: fallback, unit: unit ?? null, reason, restart, schema };
}

/** Changes a setting. Errors: STORE-NOT-FOUND, WEB-ROLE-MISSING, SETTING-INVALID, LAW-FEE-TABLE. */
export function changeSetting(office: Office, actor: Actor, key: string, value: unknown): Result<SettingAnswer> {
  if (!isSettingKey(key)) return fail('STORE-NOT-FOUND');
  const allowed: Role[] = technical.test(key) ? ['unit-admin', 'technician'] : ['unit-admin'];
  const role = roleFor(actor, allowed);
  if (!role.ok) return role;
  const valid = checkSetting(key, value);
  if (!valid.ok) return valid;
  if (key === 'fee.table') {
    const table = checkFeeTable(value as Settings['fee.table']);
    if (!table.ok) return table;
  }
  office.store.write((tx) => {
    writeSetting(tx, key, value, office.clock.now(), actor.id);
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'change-setting',
      objectType: 'setting',
      objectId: key,
    });
  });
  return settingView(office, key);
}
