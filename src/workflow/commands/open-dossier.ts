import { dossierCode, dueTime, foldName, personName, type Role } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import { nextValue } from '../../store/repositories/counters.ts';
import { findDossier, insertDossier } from '../../store/repositories/dossiers.ts';
import type { JournalFacts } from '../../store/schema/journal.ts';
import { type Actor, roleFor } from '../actor.ts';
import { calendarOf, hoursOf } from '../calendar.ts';
import { versionInForce } from '../categories/in-force.ts';
import { type Office, settingsOf } from '../office.ts';
import { makeTrackingCode } from '../tracking-code.ts';

/** What the desk officer enters about the person in front of her. */
export interface RequesterInput {
  readonly name: string;
  readonly identityNumber?: string;
  readonly phone?: string;
  readonly email?: string;
}

/**
 * Opens a dossier (hồ sơ): the code is made offline from a durable counter, the due time counts from now, the instant
 * of complete reception (NĐ 23/2015 Điều 7). The client chooses the id, so a repeated request opens nothing twice:
 * the same requester answers the same dossier, another one is STORE-ALREADY-EXISTS. CLOCK-… while the clock is not proven.
 */
export function openDossier(
  office: Office,
  actor: Actor,
  input: { readonly id: string; readonly requester: RequesterInput },
): Result<{ readonly id: string }> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const name = personName(input.requester.name);
  if (!name.ok) return name;
  const clock = office.clockWatch.trusted();
  const settings = settingsOf(office);
  const result = office.store.attempt((tx): Result<{ readonly id: string }> => {
    const existing = findDossier(tx, input.id);
    if (existing) {
      const { identityNumber = null, phone = null, email = null } = input.requester;
      const same =
        existing.requesterName === name.value &&
        existing.requesterIdentity === identityNumber &&
        existing.requesterPhone === phone &&
        existing.requesterEmail === email &&
        existing.createdBy === actor.id;
      return same ? ok({ id: existing.id }) : fail('STORE-ALREADY-EXISTS');
    }
    if (!clock.ok) return clock;
    const now = office.clock.now();
    const code = dossierCode({
      prefix: settings['office.code'],
      at: now,
      counter: nextValue(tx, `dossier-code/${civilDate(now)}`),
    });
    if (!code.ok) return code;
    return receive(office, tx, { actor, role: role.value }, { ...input, name: name.value, code: code.value });
  });
  if (result.ok) {
    if (!office.store.keys.isLost(input.id)) office.store.keys.obtain(input.id);
    office.events.emit({ type: 'dossier-changed', dossierId: input.id });
  }
  return result;
}

/**
 * Writes the row of a dossier that is received now, under its code, within the caller's transaction.
 * Errors: those of the due time.
 */
export function receive(
  office: Office,
  tx: Tx,
  { actor, role }: { readonly actor: Actor; readonly role: Role | 'station' },
  input: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly requester: RequesterInput;
    readonly facts?: JournalFacts;
  },
): Result<{ readonly id: string; readonly dueAt: number }> {
  const now = office.clock.now();
  const settings = settingsOf(office);
  const due = dueTime({ receivedAt: now, calendar: calendarOf(tx), hours: hoursOf(settings) });
  if (!due.ok) return due;
  insertDossier(tx, {
    id: input.id,
    code: input.code,
    trackingCode: makeTrackingCode(),
    requesterName: input.name,
    requesterFolded: foldName(input.name),
    requesterIdentity: input.requester.identityNumber ?? null,
    requesterPhone: input.requester.phone ?? null,
    requesterEmail: input.requester.email ?? null,
    createdBy: actor.id,
    createdAt: now,
    receivedAt: now,
    dueAt: due.value.dueAt,
    extension: null,
    procedureVersion: versionInForce(tx, settings['portal.procedure-code']),
  });
  office.store.journal.append(tx, {
    actor: actor.id,
    role,
    act: 'open-dossier',
    objectType: 'dossier',
    objectId: input.id,
    facts: { code: input.code, due: due.value.dueAt, ...input.facts },
  });
  return ok({ id: input.id, dueAt: due.value.dueAt });
}
