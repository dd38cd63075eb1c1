import type { Code } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type Asked, fetchCode, type Portal } from '../../portal/index.ts';
import { openSecret, sealSecret } from '../../store/documents/sealed-secret.ts';
import type { Reader, Store } from '../../store/index.ts';
import { findCitizenAccount, keepCitizenAccount } from '../../store/repositories/citizen-accounts.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';

/** What the portal calls a number: that of a person (12 digits) or of an old identity card (9). */
const askable = /^\d{9}(\d{3})?$/;

/** More than an officer at the desk has people before her in this time (milliseconds): whoever asks faster tries numbers. */
const bounds = { questions: 40, withinMs: 10 * 60_000 } as const;

/** Asks the portal for the accounts of those who stand at the desk, one question to a press. */
export class AccountDesk {
  readonly #office: Office;
  readonly #findAccount: Portal['findAccount'];
  /** When each officer has asked lately, by the monotonic clock. */
  readonly #asked = new Map<string, readonly number[]>();

  constructor(office: Office, findAccount: Portal['findAccount']) {
    this.#office = office;
    this.#findAccount = findAccount;
  }

  get offered(): boolean {
    return this.#findAccount !== null;
  }

  /**
   * Asks for the account of a dossier's requester and keeps the answer with the dossier. Only the number of a dossier can be
   * asked for; that it was is journaled, and the number is not. What is not known is no answer: nothing is kept then.
   *
   * Errors: STORE-NOT-FOUND, STORE-DOCUMENT-PURGED, STORE-CHANGED-MEANWHILE, FETCH-….
   */
  async lookUp(actor: Actor, dossierId: string): Promise<Result<{ readonly state: 'found' | 'none' }>> {
    const { store, clock, events } = this.#office;
    const role = roleFor(actor, ['creator']);
    if (!role.ok) return role;
    const dossier = findDossier(store.db, dossierId);
    if (!dossier) return fail('STORE-NOT-FOUND', { dossier: dossierId });
    if (dossier.purgedAt !== null) return fail('STORE-DOCUMENT-PURGED');
    if (this.#findAccount === null) return fail('FETCH-NOT-OFFERED');
    const number = dossier.requesterIdentity?.trim() ?? '';
    if (!askable.test(number)) return fail('FETCH-NUMBER-MISSING');
    if (!this.#mayAsk(actor.id)) return fail('FETCH-TOO-MANY');
    const asked = await this.#findAccount(number);
    const failure = failureOf(asked);
    const state = asked.kind === 'answer' && asked.value !== null ? 'found' : 'none';
    const isKept = store.write((tx): boolean => {
      const now = findDossier(tx, dossierId);
      const isSame = now?.purgedAt === null && now.requesterIdentity === dossier.requesterIdentity;
      // The portal was asked for a person's number: that stands in the journal also when the answer serves nobody any more.
      store.journal.append(tx, {
        actor: actor.id,
        role: role.value,
        act: 'look-up-account',
        objectType: 'dossier',
        objectId: dossierId,
        facts: { answer: failure ?? state, ...(isSame ? {} : { kept: false }) },
      });
      if (!isSame || asked.kind !== 'answer') return isSame;
      const sealed = asked.value === null ? null : sealAccount(store, dossierId, asked.value);
      keepCitizenAccount(tx, { dossierId, state, sealed, askedAt: clock.now(), askedBy: actor.id });
      return true;
    });
    if (!isKept) return fail('STORE-CHANGED-MEANWHILE', { state: 'requester' });
    events.emit({ type: 'dossier-changed', dossierId });
    return failure === null ? ok({ state }) : fail(failure);
  }

  #mayAsk(officerId: string): boolean {
    const now = this.#office.clock.monotonic();
    const lately = (this.#asked.get(officerId) ?? []).filter((at) => now - at < bounds.withinMs);
    const may = lately.length < bounds.questions;
    this.#asked.set(officerId, may ? [...lately, now] : lately);
    return may;
  }
}

function failureOf(asked: Asked<string | null>): Code | null {
  switch (asked.kind) {
    case 'answer':
      return null;
    case 'not-offered':
      return 'FETCH-NOT-OFFERED';
    case 'unusable':
      return 'FETCH-ANSWER-UNREADABLE';
    case 'unreachable':
      return fetchCode(asked.code);
  }
}

const nameOf = (dossierId: string): string => `citizen-account ${dossierId}`;

function sealAccount(store: Store, dossierId: string, accountId: string): Buffer {
  return sealSecret(store.keys, nameOf(dossierId), Buffer.from(accountId), dossierId);
}

/** The account of a dossier's requester at the portal; null while none is known, and after the dossier was purged. */
export function accountOf(store: Store, db: Reader, dossierId: string): string | null {
  const row = findCitizenAccount(db, dossierId);
  const opened = row?.sealed && openSecret(store.keys, nameOf(dossierId), row.sealed, dossierId);
  return opened ? opened.toString('utf8') : null;
}
