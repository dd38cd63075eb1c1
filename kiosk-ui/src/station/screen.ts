import { signal } from '@preact/signals';
import type { PairingAnswer, ScreenPurpose } from '../../../src/web/contract/index.ts';
import { call, onUnpaired } from './call.ts';
import type { Reply } from './reply.ts';

/** What the station says of this screen. Until it has said anything the screen counts as paired: it shows nothing yet. */
export type ScreenState =
  | { readonly state: 'paired'; readonly purpose: ScreenPurpose }
  | { readonly state: 'unpaired' };

export const screen = signal<ScreenState>({ state: 'paired', purpose: 'any' });

/** How often a screen asks by itself whether it is still paired, and for what (milliseconds). */
const askEveryMs = 30_000;

onUnpaired(() => {
  if (screen.peek().state === 'paired') screen.value = { state: 'unpaired' };
});

/** Takes in what the station said. A station that is away changes nothing. */
function take(reply: Reply<PairingAnswer>): Reply<PairingAnswer> {
  if (!reply.ok) return reply;
  const { state, purpose } = reply.value;
  const now = screen.peek();
  if (state !== 'paired' || purpose === null) {
    if (now.state === 'paired') screen.value = { state: 'unpaired' };
  } else if (now.state !== 'paired' || now.purpose !== purpose) screen.value = { state: 'paired', purpose };
  return reply;
}

/** Asks how it stands with this screen; it renews the screen's key as well. */
export async function askScreen(): Promise<Reply<PairingAnswer>> {
  return take(await call<PairingAnswer>({ method: 'GET', path: '/api/pairing', background: true }));
}

/** Asks for a code to show. */
export async function askForCode(): Promise<Reply<PairingAnswer>> {
  return take(await call<PairingAnswer>({ method: 'POST', path: '/api/pairing', background: true }));
}

/** Keeps asking, for screens at which nobody presses anything. Called once. */
export function startScreen(): void {
  setInterval(() => {
    if (screen.peek().state === 'paired') void askScreen();
  }, askEveryMs);
}
