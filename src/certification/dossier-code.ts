import { fail, ok, type Result } from '../common/result.ts';
import { civilDate } from '../common/vietnam-time.ts';

/** The unit's prefix: the identification code of its agency, `H56.14`, `000.00.14.H56`. */
export const dossierPrefixPattern = '^[A-Z0-9]{1,8}(\\.[A-Z0-9]{1,8}){0,5}$';

/** A dossier code of this station or of the portal: `H56.14-261121-00042`. */
export const dossierCodePattern = '^[A-Z0-9]{1,8}(\\.[A-Z0-9]{1,8}){0,5}-(\\d{2}|\\d{4})\\d{4}-\\d{4,9}$';

/** The counter is durable and never restarts within a day, so it may outgrow its five digits but not this. */
const counterMax = 999_999_999;

/**
 * The dossier code (*MaHoSo*) `<prefix>-yyMMdd-NNNNN`, made without asking anybody: the prefix is the unit's own and
 * the counter is kept by the store, so no two are alike.
 *
 * @param at       the reception, epoch ms; its day in Vietnam stands in the code
 * @param counter  1 or more
 * Errors: LAW-DOSSIER-PREFIX, LAW-DOSSIER-COUNTER.
 */
export function dossierCode({
  prefix,
  at,
  counter,
}: {
  readonly prefix: string;
  readonly at: number;
  readonly counter: number;
}): Result<string> {
  if (!new RegExp(dossierPrefixPattern).test(prefix)) return fail('LAW-DOSSIER-PREFIX');
  if (!Number.isInteger(counter) || counter < 1 || counter > counterMax) {
    return fail('LAW-DOSSIER-COUNTER', { max: counterMax });
  }
  const day = civilDate(at).replaceAll('-', '').slice(2);
  return ok(`${prefix}-${day}-${String(counter).padStart(5, '0')}`);
}
