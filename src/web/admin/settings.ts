import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { checkFeeTable, type Role } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import {
  checkSetting,
  definitions,
  groupOf,
  groups,
  isSettingKey,
  type SettingDefinition,
  type SettingKey,
  type SettingSchema,
  type Settings,
  unitsInEnglish,
} from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import {
  listStoredSettings,
  listUnfitSettings,
  readSettings,
  type SettingRow,
  writeSetting,
} from '../../store/repositories/settings.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { registerSourceChanged } from '../../workflow/register-source.ts';
import type { SettingAnswer, SettingBody } from '../contract/index.ts';

/** Who may see and change a setting: the technician those of devices and of this machine, the unit admin all. */
function keepersOf(key: SettingKey): Role[] {
  return groups[groupOf(key)].technician ? ['unit-admin', 'technician'] : ['unit-admin'];
}

/** The settings as the screens show them. `startedAt`: what changed since then may wait for the next start. */
export class SettingsDesk {
  readonly #office: Office;
  readonly #startedAt: number;

  constructor(office: Office) {
    this.#office = office;
    this.#startedAt = office.clock.now();
  }

  /** A setting with its present value. Errors: STORE-NOT-FOUND, WEB-ROLE-MISSING. */
  view(actor: Actor, key: string): Result<SettingAnswer> {
    if (!isSettingKey(key)) return fail('STORE-NOT-FOUND');
    const role = roleFor(actor, keepersOf(key));
    return role.ok ? ok(this.#answer(key)) : role;
  }

  /** The settings that the actor keeps. */
  list(actor: Actor): SettingAnswer[] {
    const { db } = this.#office.store;
    const settings = settingsOf(this.#office);
    const stored = new Map(listStoredSettings(db).map((row) => [row.key, row]));
    return Object.keys(definitions)
      .filter(isSettingKey)
      .filter((key) => roleFor(actor, keepersOf(key)).ok)
      .map((key) => toAnswer(db, settings, stored.get(key), key, this.#startedAt));
  }

  /**
   * Changes a setting. `before` is when the value that the change started from was stored; another one means that
   * somebody else was quicker. The value already there changes nothing.
   * Errors: STORE-NOT-FOUND, WEB-ROLE-MISSING, SETTING-INVALID, LAW-FEE-TABLE, WEB-EDITED-MEANWHILE.
   */
  change(actor: Actor, key: string, { value, before }: SettingBody): Result<SettingAnswer> {
    if (!isSettingKey(key)) return fail('STORE-NOT-FOUND');
    const role = roleFor(actor, keepersOf(key));
    if (!role.ok) return role;
    const valid = checkValue(key, value);
    if (!valid.ok) return valid;
    const { store, clock } = this.#office;
    const changed = store.attempt((tx): Result<void> => {
      const all = readSettings(tx);
      const present = all[key];
      // What is in force in place of a value that does not fit is not stored yet.
      if (isDeepStrictEqual(present, value) && !listUnfitSettings(tx).includes(key)) return ok();
      const row = listStoredSettings(tx).find((one) => one.key === key);
      if (before !== undefined && before !== (row?.changedAt ?? null)) return fail('WEB-EDITED-MEANWHILE');
      writeSetting(tx, key, value, clock.now(), actor.id);
      registerSourceChanged(this.#office, tx, all, readSettings(tx));
      store.journal.append(tx, {
        actor: actor.id,
        role: role.value,
        act: 'change-setting',
        objectType: 'setting',
        objectId: key,
        facts: { ...journaled('from', key, present), ...journaled('to', key, value) },
      });
      return ok();
    });
    // Numbers may come from elsewhere now.
    if (changed.ok && groupOf(key) === 'register') this.#office.events.emit({ type: 'station-changed' });
    return changed.ok ? ok(this.#answer(key)) : changed;
  }

  #answer(key: SettingKey): SettingAnswer {
    const { db } = this.#office.store;
    const row = listStoredSettings(db).find((one) => one.key === key);
    return toAnswer(db, settingsOf(this.#office), row, key, this.#startedAt);
  }
}

function checkValue(key: SettingKey, value: unknown): Result<void> {
  const valid = checkSetting(key, value);
  if (!valid.ok || key !== 'fee.table') return valid;
  const table = checkFeeTable(value as Settings['fee.table']);
  return table.ok ? ok() : table;
}

function toAnswer(
  db: Reader,
  settings: Settings,
  row: SettingRow | undefined,
  key: SettingKey,
  startedAt: number,
): SettingAnswer {
  const { default: fallback, unit, title, reason, restart, schema }: SettingDefinition = definitions[key];
  const by = row?.changedBy == null ? undefined : findOfficer(db, row.changedBy);
  return {
    key,
    group: groupOf(key),
    groupTitle: groups[groupOf(key)].title,
    title,
    reason,
    unit: unit === undefined ? null : { vi: unit, en: unitsInEnglish[unit] },
    value: settings[key],
    default: fallback,
    restart,
    schema,
    changedAt: row?.changedAt ?? null,
    changedBy: by === undefined ? null : { id: by.id, fullName: by.fullName },
    waits: restart && (row?.changedAt ?? 0) >= startedAt,
  };
}

/**
 * A value as the journal holds it: numbers and choices as they are, whatever somebody types freely (which may name a
 * person) as its SHA-256 alone.
 */
function journaled(name: 'from' | 'to', key: SettingKey, value: unknown): Record<string, string | number | boolean> {
  const schema = definitions[key].schema as SettingSchema;
  const plain = schema.anyOf !== undefined || schema.type === 'integer' || schema.type === 'boolean';
  if (plain) return { [name]: value as string | number | boolean };
  return { [`${name}Sha256`]: createHash('sha256').update(JSON.stringify(value)).digest('hex') };
}
