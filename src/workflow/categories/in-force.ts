import { categoryName } from '../../portal/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { categoryVersionIn } from '../../store/repositories/categories.ts';
import type { ProcedureTerms } from '../../store/schema/categories.ts';

/** The version of a procedure in force, by its id; null while none was pulled and taken over. */
export function versionInForce(db: Reader, procedureCode: string): string | null {
  return categoryVersionIn(db, categoryName({ kind: 'procedure', code: procedureCode }), 'current')?.id ?? null;
}

/** How the settings have the procedure stand in the messages of a dossier. */
export function termsSet(settings: Settings): ProcedureTerms {
  return {
    procedureCode: settings['portal.procedure-code'],
    procedureName: settings['portal.procedure-name'],
    fieldCode: settings['portal.field-code'],
    fieldName: settings['portal.field-name'],
    resultCode: settings['portal.result-code'],
  };
}
