import { computed, signal } from '@preact/signals';
import type { SessionAnswer, SignInAnswer, SignInBody } from '../../../src/web/contract/index.ts';
import * as api from './api.ts';
import { onSessionMissing } from './call.ts';
import { clearDrafts } from './drafts.ts';
import type { Reply } from './reply.ts';
import { askScreen } from './screen.ts';

/** `ended`: there was a session, and it stopped without the officer's asking. */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'none'; readonly ended: boolean }
  | { readonly status: 'signed-in'; readonly session: SessionAnswer };

export type Officer = SessionAnswer['officer'];

export const session = signal<SessionState>({ status: 'unknown' });

export const officer = computed(() => (session.value.status === 'signed-in' ? session.value.session.officer : null));

onSessionMissing(() => {
  if (session.peek().status === 'signed-in') session.value = { status: 'none', ended: true };
});

/** Asks who is signed in; for the start of a page. A station that is away leaves it unknown. */
export async function findSession(): Promise<void> {
  const [, reply] = await Promise.all([askScreen(), api.getSession({ background: true })]);
  if (reply.ok) session.value = { status: 'signed-in', session: reply.value };
  else if (reply.failure.status !== 0) session.value = { status: 'none', ended: false };
}

/** Looks whether the session still is one; an answer that it is not changes the screen. */
export async function checkSession(): Promise<void> {
  await api.getSession({ background: true });
}

/** Signs in. Where recovery codes were just made, the screen shows them first and then says `enter`. */
export async function signIn(body: SignInBody): Promise<Reply<SignInAnswer>> {
  const reply = await api.signIn(body);
  if (reply.ok && reply.value.recoveryCodes.length === 0) enter(reply.value);
  return reply;
}

/** Takes up a session just begun. */
export function enter(begun: SessionAnswer): void {
  session.value = { status: 'signed-in', session: begun };
}

/** Ends the session and forgets what was typed. */
export async function signOut(): Promise<void> {
  session.value = { status: 'none', ended: false };
  clearDrafts();
  await api.signOut();
}
