import type { CarriedConnector } from '../../connector.ts';

/**
 * An office with no line: nothing is sent and no line is watched. What waits goes on a USB stick, in bundles, to the
 * station of another commune or the province that sends it from there, and its receipts come back the same way.
 */
export class HandOverConnector implements CarriedConnector {
  readonly kind = 'carried';
  readonly name = 'hand-over';
}
