import { fail, ok, type Result } from '../../../common/result.ts';
import type { PortalDossier, ProgressStep } from '../../connector.ts';
import type { ServiceCodes } from './codes.ts';
import { dossierFields, type Field, feeFields, resultFields, stepFields } from './fields.ts';
import { cleanText, shorten } from './text.ts';

/** A wire element, and the names of the fields that had to be shortened. */
export interface Encoded {
  readonly element: Readonly<Record<string, unknown>>;
  readonly shortened: string[];
}

/**
 * A dossier as an element of DongBoHoSoMC.
 * Fails with `PORTAL-IDENTITY-MISSING`, `PORTAL-CONTENT-INVALID` (a required field is empty) or
 * `PORTAL-FIELD-TOO-LONG` (a key that must not be cut).
 */
export function encodeDossier(dossier: PortalDossier, codes: ServiceCodes): Result<Encoded> {
  const identity = encodeIdentity(dossier.requesterIdentityNumber);
  if (!identity.ok) return identity;
  const shortened: string[] = [];
  const own = fill(dossierFields, dossier, codes, shortened);
  if (!own.ok) return own;
  const fees = fillAll(feeFields, paid(dossier.fees), codes, shortened);
  if (!fees.ok) return fees;
  const results = fillAll(resultFields, dossier.results, codes, shortened);
  if (!results.ok) return results;
  const element = {
    ...own.value,
    DinhDanhCHS: [identity.value],
    DSKetNoiCSDL: codes.databases.map((MaCSDL) => ({ MaCSDL })),
    TaiLieuNop: [],
    DanhSachLePhi: fees.value,
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: [],
    DanhSachGiayToKetQua: results.value,
  };
  return ok({ element, shortened: [...new Set(shortened)] });
}

/** A step as an element of CapNhatTienDoHoSoMC. Fails as `encodeDossier`. */
export function encodeStep(dossierCode: string, step: ProgressStep, codes: ServiceCodes): Result<Encoded> {
  const shortened: string[] = [];
  const filled = fill(stepFields, { ...step, dossierCode }, codes, shortened);
  return filled.ok ? ok({ element: filled.value, shortened }) : filled;
}

/** LoaiDinhDanh "1" is a CCCD or personal number of 12 digits, "2" a CMND of 9; the portal takes no other. */
export function encodeIdentity(
  number: string | undefined,
): Result<{ readonly LoaiDinhDanh: string; readonly SoDinhDanh: string }> {
  const digits = number?.trim() ?? '';
  if (/^\d{12}$/.test(digits)) return ok({ LoaiDinhDanh: '1', SoDinhDanh: digits });
  if (/^\d{9}$/.test(digits)) return ok({ LoaiDinhDanh: '2', SoDinhDanh: digits });
  return fail('PORTAL-IDENTITY-MISSING');
}

/** What was collected: the portal lists that; a fee of nothing is no fee. */
export function paid(fees: PortalDossier['fees']): PortalDossier['fees'] {
  return fees.filter((fee) => fee.amount > 0);
}

/** The elements of a list, field by field; the names of what had to be shortened go into `shortened`. */
export function fillAll<T>(
  fields: readonly Field<T>[],
  subjects: readonly T[],
  codes: ServiceCodes,
  shortened: string[],
): Result<Record<string, string>[]> {
  const filled: Record<string, string>[] = [];
  for (const subject of subjects) {
    const one = fill(fields, subject, codes, shortened);
    if (!one.ok) return one;
    filled.push(one.value);
  }
  return ok(filled);
}

/** One element, field by field. */
export function fill<T>(
  fields: readonly Field<T>[],
  subject: T,
  codes: ServiceCodes,
  shortened: string[],
): Result<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const field of fields) {
    const text = cleanText(field.of(subject, codes));
    if (field.required && text === '') return fail('PORTAL-CONTENT-INVALID', { field: field.name });
    if (field.limit !== undefined && text.length > field.limit) {
      if (field.key) return fail('PORTAL-FIELD-TOO-LONG', { field: field.name, limit: field.limit });
      filled[field.name] = shorten(text, field.limit);
      shortened.push(field.name);
    } else {
      filled[field.name] = text;
    }
  }
  return ok(filled);
}
