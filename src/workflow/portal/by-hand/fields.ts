import { civilDate } from '../../../common/vietnam-time.ts';
import { type FieldSource, type ModuleField, moduleFields } from '../../../portal/index.ts';
import type { Settings } from '../../../settings/index.ts';
import type { Reader } from '../../../store/index.ts';
import type { DossierRow, OriginalRow } from '../../../store/repositories/dossiers.ts';
import { listPages } from '../../../store/repositories/pages.ts';
import { activeEntry } from '../../../store/repositories/register.ts';
import { registerNumberOf } from '../../register.ts';

/** A field of the portal's module with what belongs into it; empty when the office does not know it. */
export interface FilledField extends ModuleField {
  readonly value: string;
}

/** The module's fields for one copy, in the module's order. */
export function filledFields(
  db: Reader,
  settings: Settings,
  dossier: DossierRow,
  original: OriginalRow,
  fileName: string,
): FilledField[] {
  const values = valuesOf(db, settings, dossier, original, fileName);
  return moduleFields().map((field) => ({ ...field, value: values[field.source] }));
}

function valuesOf(
  db: Reader,
  settings: Settings,
  dossier: DossierRow,
  original: OriginalRow,
  fileName: string,
): Readonly<Record<FieldSource, string>> {
  const entry = activeEntry(db, original.id);
  const number = entry ? registerNumberOf(db, entry) : null;
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    'dossier-code': dossier.code,
    'procedure-code': settings['portal.procedure-code'],
    'procedure-name': settings['portal.procedure-name'],
    'requester-name': dossier.requesterName,
    'requester-identity': dossier.requesterIdentity ?? '',
    'requester-phone': dossier.requesterPhone ?? '',
    'requester-email': dossier.requesterEmail ?? '',
    title: original.title,
    pages: String(listPages(db, original.id).length),
    'chargeable-pages': original.chargeablePages === null ? '' : String(original.chargeablePages),
    fee: original.feeVnd === null ? '' : String(original.feeVnd),
    'register-number': number === null ? '' : two(number.number),
    'register-volume': number === null ? '' : `${two(number.volume)}/${number.year}-${number.registerType}`,
    'certified-date': original.signedAt === null ? '' : dayMonthYear(original.signedAt),
    'signer-name': entry?.signerName ?? '',
    'signer-title': entry?.signerTitle ?? '',
    'processing-unit': settings['office.processing-unit'],
    'file-name': fileName,
  };
}

/** `21/11/2026`, as the portal's forms take a date. */
function dayMonthYear(instant: number): string {
  return civilDate(instant).split('-').reverse().join('/');
}
