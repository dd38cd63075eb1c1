import { formatRegisterNumber, type RegisterType } from '../../certification/index.ts';
import { asc, inArray } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { registerEntries, registerVolumes } from '../../store/schema/index.ts';

/** `Số chứng thực: 123, quyển số: 01/2026-SCT/BS` for each original that holds, or held until it was cancelled, one. */
export function registerTexts(db: Reader, originalIds: readonly string[]): Map<string, string> {
  if (originalIds.length === 0) return new Map();
  const volumes = new Map(
    db
      .select()
      .from(registerVolumes)
      .all()
      .map((volume) => [volume.id, volume.ordinal]),
  );
  const entries = db
    .select()
    .from(registerEntries)
    .where(inArray(registerEntries.originalId, [...originalIds]))
    .orderBy(asc(registerEntries.reservedAt))
    .all();
  return new Map(
    entries
      .filter((entry) => entry.state !== 'voided')
      .map((entry) => [
        entry.originalId,
        formatRegisterNumber({
          registerType: entry.registerType as RegisterType,
          year: entry.year,
          volume: volumes.get(entry.volumeId) ?? 1,
          number: entry.number,
        }),
      ]),
  );
}
