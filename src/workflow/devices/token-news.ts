import { createHash } from 'node:crypto';
import type { TokenInfo, TokenNews } from '../../devices/token/index.ts';
import type { Office } from '../office.ts';

/** Journals tokens that come and go, and tells the screens. A token's own label names its owner, so it is not written. */
export function tokenNews(office: Office): TokenNews {
  const write = (act: string, token: TokenInfo): void => {
    const entry = { actor: 'station', role: 'station', act, objectType: 'device', objectId: tokenName(token) } as const;
    try {
      office.store.write((tx) => office.store.journal.append(tx, { ...entry, facts: { pin: token.pinState } }));
    } catch (err) {
      // The watch must go on when the disk is full; the program's log then is the only trace.
      office.log.error({ act, device: entry.objectId, err }, 'a token could not be journaled');
    }
    office.events.emit({ type: 'station-changed' });
  };
  return {
    inserted: (token) => write('insert-token', token),
    removed: (token) => write('remove-token', token),
    pinStateChanged: (token) => write('token-tries-changed', token),
    failed: ({ code }) => {
      office.log.warn({ code }, 'the tokens cannot be seen');
      office.events.emit({ type: 'station-changed' });
    },
    recovered: () => office.events.emit({ type: 'station-changed' }),
  };
}

/** A name for a token that says nothing of its owner but stays the same. */
function tokenName(token: TokenInfo): string {
  return `token-${createHash('sha256').update(`${token.model}/${token.tokenSerial}`).digest('hex').slice(0, 12)}`;
}
