import type { Clock } from '../../common/clock.ts';
import type { AskStatus } from './check-file.ts';

/** Until the last byte of one answer, milliseconds. */
const timeoutMs = 6_000;

/**
 * Asks authorities over the network, within the limits of the trust services. They are loaded at the first question:
 * the service starts without them.
 */
export function onlineStatus(privateHosts: readonly string[], clock: Clock, signal: AbortSignal): AskStatus {
  return async (subject, issuer) => {
    const { createStatusService } = await import('../../portal/trust-services/index.ts');
    return await createStatusService({ privateHosts, timeoutMs }, clock, signal)(subject, issuer);
  };
}
