import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { waitingAttempt } from '../../store/repositories/client-returns.ts';
import { providerOf } from '../signing/provider.ts';

/** Where the signing client of a step listens on the officer's PC, and its function that signs. */
export interface SigningClientView {
  readonly address: string;
  readonly endpoint: string;
}

export function signingClient(settings: Settings, kind: 'sign' | 'seal'): SigningClientView {
  const endpoint = kind === 'sign' ? settings['token.client-signer-endpoint'] : settings['token.client-seal-endpoint'];
  return { address: settings['token.client-address'], endpoint };
}

/** The signing client that a step uses now; null where it uses a token at the station. */
export function clientInUse(settings: Settings, kind: 'sign' | 'seal'): SigningClientView | null {
  return providerOf(settings, kind) === 'vgca' ? signingClient(settings, kind) : null;
}

/** The attempt of this officer that waits for files of the signing client. */
export function waitingOn(db: Reader, officerId: string, kind: 'sign' | 'seal'): string | null {
  return waitingAttempt(db, officerId, kind)?.id ?? null;
}
