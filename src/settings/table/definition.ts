import { type Static, type TSchema, Type } from 'typebox';
import type { Unit } from '../units.ts';

/** What a setting, or a column of one, is called in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/** One setting: its type and default, what it is for, and whether a change waits for the next start. */
export interface SettingDefinition<S extends TSchema = TSchema> {
  readonly schema: S;
  readonly default: Static<S>;
  /** A few words, as the settings screen and the documentation head it. */
  readonly title: Words;
  readonly unit?: Unit;
  readonly reason: Words;
  readonly restart: boolean;
}

interface Told {
  readonly title: string;
  readonly reason: string;
  readonly en: { readonly title: string; readonly reason: string };
  readonly unit?: Unit;
  readonly restart?: boolean;
}

/** A line of the table; what is not said has its usual value. */
export function define<S extends TSchema>(schema: S, fallback: Static<S>, told: Told): SettingDefinition<S> {
  const { title, reason, en, unit, restart = false } = told;
  return {
    schema,
    default: fallback,
    title: { vi: title, en: en.title },
    reason: { vi: reason, en: en.reason },
    restart,
    ...(unit ? { unit } : {}),
  };
}

/** Annotations that the settings screen reads: `words` name a column or a choice, `form` says what a text must look like. */
export const named = (vi: string, en: string) => ({ words: { vi, en } });
export const formed = (vi: string, en: string) => ({ form: { vi, en } });

export const exact = { additionalProperties: false } as const;
export const shortText = Type.String({ maxLength: 200 });
export const webAddress = formed(
  'địa chỉ bắt đầu bằng http:// hoặc https://',
  'an address that begins with http:// or https://',
);
export const url = Type.String({ maxLength: 500, pattern: '^(https?://.+)?$', ...webAddress });
export const ipv4 = '(\\d{1,3}\\.){3}\\d{1,3}';
export const dnsName = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*';
