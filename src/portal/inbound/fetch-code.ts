import type { Code } from '../../common/codes/index.ts';

const fetching: Readonly<Partial<Record<Code, Code>>> = {
  'PORTAL-UNREACHABLE': 'FETCH-UNREACHABLE',
  'PORTAL-TIMEOUT': 'FETCH-TIMEOUT',
  'PORTAL-BUSY': 'FETCH-BUSY',
  'PORTAL-NAME-UNKNOWN': 'FETCH-NAME-UNKNOWN',
  'PORTAL-UNTRUSTED': 'FETCH-UNTRUSTED',
  'PORTAL-PROXY': 'FETCH-PROXY',
  'PORTAL-ACCESS-DENIED': 'FETCH-ACCESS-DENIED',
  'PORTAL-LOGIN-REFUSED': 'FETCH-LOGIN-REFUSED',
  'PORTAL-CREDENTIAL-MISSING': 'FETCH-CREDENTIAL-MISSING',
  'PORTAL-ANSWER-UNREADABLE': 'FETCH-ANSWER-UNREADABLE',
  'PORTAL-ANSWER-UNKNOWN': 'FETCH-ANSWER-UNKNOWN',
  'LINE-HELD': 'FETCH-LINE-HELD',
  'LINE-PAUSED': 'FETCH-LINE-PAUSED',
  'LINE-NOWHERE': 'FETCH-LINE-NOWHERE',
};

/**
 * The code under which officers read that nothing was fetched. The exchange below speaks of sending: its sentences promise
 * that a dossier goes by itself, which is not what a question that failed means.
 */
export function fetchCode(code: Code): Code {
  return fetching[code] ?? code;
}
