import type { Clock } from '../../common/clock.ts';
import type { Line, LineSettings } from '../../portal/index.ts';
import type { AskStatus } from './check-file.ts';

/** Until the last byte of one answer, milliseconds. */
const timeoutMs = 6_000;

/**
 * Asks authorities over the network, within the limits of the trust services. They are loaded at the first question:
 * the service starts without them.
 *
 * @param line  the office's way out; without it each question has a connection of its own
 */
export function onlineStatus(
  privateHosts: readonly string[],
  clock: Clock,
  signal: AbortSignal,
  line?: LineSettings | Line,
): AskStatus {
  const way = line === undefined ? {} : { line };
  return async (subject, issuer) => {
    const { createStatusService } = await import('../../portal/trust-services/index.ts');
    return await createStatusService({ privateHosts, timeoutMs, ...way }, clock, signal)(subject, issuer);
  };
}
