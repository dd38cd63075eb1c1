/** What an authority says about one certificate, in a statement that it signed. */
export interface CertificateStatus {
  readonly status: 'good' | 'revoked';
  /** When it was revoked, epoch milliseconds. */
  readonly revokedAt?: number;
  /** The statement is about this moment, epoch milliseconds. */
  readonly thisUpdate: number;
  /** Until when the authority holds the statement for the newest one. */
  readonly nextUpdate?: number;
}

/** Clocks of authorities and stations differ by this much at most, in milliseconds. */
export const clockSkewMs = 5 * 60_000;

/** What is known of a certificate at one moment. Unknown is never good. */
export type RevocationAt = 'good' | 'revoked' | 'not-checked';

/**
 * What statements say about the moment `at` (EN 319 102-1 §5.2.5): revoked if one says that it was revoked by then; good if
 * one that was still the newest at that moment, or is newer, says so; else unknown.
 *
 * @param known  the moment by which the statements are known to have existed: one from after it is not believed
 */
export function revocationAt(statements: readonly CertificateStatus[], at: number, known: number): RevocationAt {
  const believed = statements.filter((each) => each.thisUpdate <= known + clockSkewMs);
  if (believed.some((each) => each.status === 'revoked' && (each.revokedAt ?? 0) <= at)) return 'revoked';
  const covers = believed.some((each) => (each.nextUpdate ?? each.thisUpdate) + clockSkewMs >= at);
  return covers ? 'good' : 'not-checked';
}
