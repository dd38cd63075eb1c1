import type { Code } from '../../common/codes/index.ts';
import type { NetworkFailure } from '../http.ts';

/** The code of each failure of the line: what failed so goes again as soon as the line is back. */
export const lineFailureCodes = {
  cut: 'PORTAL-UNREACHABLE',
  timeout: 'PORTAL-TIMEOUT',
  'no-name': 'PORTAL-NAME-UNKNOWN',
  untrusted: 'PORTAL-UNTRUSTED',
  held: 'LINE-HELD',
  paused: 'LINE-PAUSED',
  nowhere: 'LINE-NOWHERE',
} as const satisfies Record<NetworkFailure, Code>;
