import { fail, ok, type Result } from '../../common/result.ts';
import { type BundleRow, findBundle, markWritten, withdrawBundle } from '../../store/repositories/bundles.ts';
import type { Office } from '../office.ts';
import { type Carrier, journalBundle } from './actors.ts';
import { bundlePath, hasBundleFile, removeBundleFile } from './files.ts';
import type { PluggedStick } from './plugged-stick.ts';

/**
 * Copies a bundle to the stick; when it has been read back there, it is handed over. The same bundle may go to several
 * sticks: the other station takes it in once.
 *
 * BUNDLE-FILE-GONE, STICK-FULL, STICK-READ-ONLY, STICK-GONE, STICK-DAMAGED.
 */
export async function writeOut(
  office: Office,
  by: Carrier,
  bundle: BundleRow,
  stick: PluggedStick,
): Promise<Result<void>> {
  const { id, name, length, sha256 } = bundle;
  if (length === null || sha256 === null || !hasBundleFile(office, id)) return fail('BUNDLE-FILE-GONE', { bundle: id });
  const copied = await stick.copy(name, { path: bundlePath(office, id), length, sha256 });
  if (!copied.ok) return copied;
  office.store.write((tx) => {
    markWritten(tx, id, office.clock.now());
    journalBundle(office, tx, by, 'write-bundle', id, { sha256, again: bundle.writtenAt !== null });
  });
  return ok();
}

/**
 * Takes a bundle back, because its stick is lost, say: what it held waits for another one. Should it be sent all the
 * same, nothing is doubled, since the dossiers keep their codes. BUNDLE-UNKNOWN, BUNDLE-SETTLED.
 */
export async function takeBack(office: Office, by: Carrier, id: string): Promise<Result<void>> {
  const taken = office.store.attempt((tx): Result<void> => {
    const bundle = findBundle(tx, id);
    if (!bundle || bundle.madeAt === null) return fail('BUNDLE-UNKNOWN');
    if (bundle.settledAt !== null || bundle.withdrawnAt !== null) return fail('BUNDLE-SETTLED');
    withdrawBundle(tx, id, office.clock.now());
    journalBundle(office, tx, by, 'withdraw-bundle', id, { written: bundle.writtenAt !== null });
    return ok();
  });
  if (taken.ok) await removeBundleFile(office, id);
  return taken;
}
