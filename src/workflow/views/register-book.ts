import { composeRegisterBook, type SlipModel } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { registerRowViews, withoutRows } from './register.ts';
import { registerKey, registerRows, registerVolumesOf } from './register-rows.ts';

/**
 * The most rows of a month. `drawn`: as PDF by the station, of which two thousand take six seconds of a thread and some
 * 300 MB; `shown`: on a screen, whose browser prints them.
 */
export const bookRowsMax = { shown: 10_000, drawn: 2_500 } as const;

/** A month of the register as it is printed; `now` in epoch milliseconds. Error: SLIP-BOOK-TOO-LONG. */
export function registerBook(
  db: Reader,
  settings: Settings,
  month: { readonly year: number; readonly month: number },
  now: number,
  use: keyof typeof bookRowsMax,
): Result<SlipModel> {
  const key = registerKey(settings);
  const part = { ...month, newestFirst: false, after: 0, before: null, limit: bookRowsMax[use] + 1 };
  const rows = registerRows(db, settings, part);
  if (rows.length > bookRowsMax[use]) return fail('SLIP-BOOK-TOO-LONG', { max: bookRowsMax[use] });
  const views = registerRowViews(db, registerVolumesOf(db, settings), rows).map((row) => ({
    ...row,
    replaces: row.replaces?.text ?? null,
    replacedBy: row.replacedBy?.text ?? null,
  }));
  return ok(
    composeRegisterBook({
      office: settings['office.name'],
      registerType: key.registerType,
      ...month,
      volumes: [...Map.groupBy(views, ({ volume }) => volume)].map(([ordinal, own]) => ({ ordinal, rows: own })),
      ...withoutRows(db, { ...key, year: month.year }),
      readAt: now,
    }),
  );
}
