import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import type { Clock } from '../common/clock.ts';
import { newId } from '../common/id.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { Journal } from '../store/audit/journal.ts';
import { openDatabase } from '../store/database.ts';
import { ApprovalBody } from '../web/contract/index.ts';
import { approve } from '../web/screens/pairing.ts';

/**
 * Pairs the screen that shows a code, at the box itself: for the first screen of a box without one of its own, and when
 * no unit admin can. The running station sees it at once, through the database they share.
 * Errors: START-NO-OFFICE, WEB-BODY-INVALID (facts: reason), SCREEN-CODE-UNKNOWN.
 */
export function pairScreen(
  code: string,
  options: { readonly state: string; readonly name: string; readonly purpose: string },
  clock: Clock,
): Result<{ readonly screen: string }> {
  const path = join(options.state, 'tram.db');
  if (!existsSync(path)) return fail('START-NO-OFFICE');
  const body = {
    code: code.replaceAll(/\s/g, ''),
    name: options.name.normalize('NFC').trim(),
    purpose: options.purpose,
  };
  if (!Value.Check(ApprovalBody, body)) return fail('WEB-BODY-INVALID', { reason: 'code, --name or --purpose' });
  const { sqlite, db } = openDatabase(path);
  try {
    const journal = new Journal(clock);
    const id = newId(clock);
    // An immediate transaction with nothing to undo: whatever fails, fails before the first row is written.
    const paired = db.transaction((tx) => approve(tx, { journal, clock }, null, { id, ...body }), {
      behavior: 'immediate',
    });
    return paired.ok ? ok({ screen: id }) : paired;
  } finally {
    sqlite.close();
  }
}
