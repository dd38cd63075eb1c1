import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { decodeCard, encodeCard, fingerprintOf, type StationCard } from '../../portal/bundles/card.ts';
import type { BundleIdentity } from '../../portal/bundles/identity.ts';
import {
  findKnownStation,
  insertKnownStation,
  type KnownStation,
  knownStationsNow,
  removedStation,
  removeKnownStation,
  trustAgain,
} from '../../store/repositories/bundles.ts';
import { type Office, settingsOf } from '../office.ts';
import { type Carrier, journalBundle } from './actors.ts';
import type { PluggedStick } from './plugged-stick.ts';

/** This station's own card. */
export function ownCard(of: Office, { recipient, signingKey }: BundleIdentity): StationCard {
  const settings = settingsOf(of);
  const office = settings['office.code'];
  // A card without a name is none.
  return { office, name: settings['office.name'].trim() || office, recipient, signingKey };
}

/** Puts this station's card on the stick. STICK-FULL, STICK-READ-ONLY, STICK-GONE. */
export async function writeCard(
  office: Office,
  by: Carrier,
  { identity, stick }: { readonly identity: BundleIdentity; readonly stick: PluggedStick },
): Promise<Result<string>> {
  const card = ownCard(office, identity);
  const name = `TRAM-THE-${card.office}.json`;
  const put = await stick.put(name, encodeCard(card, identity));
  if (!put.ok) return put;
  office.store.write((tx) =>
    journalBundle(office, tx, by, 'write-card', 'bundles', { fingerprint: fingerprintOf(card) }),
  );
  return ok(name);
}

/** A card on the stick. BUNDLE-CARD-UNREADABLE, STICK-GONE. */
export async function readCard(stick: PluggedStick, name: string): Promise<Result<StationCard>> {
  const bytes = await stick.readCard(name);
  return bytes.ok ? decodeCard(bytes.value) : bytes;
}

/** Which card was compared, digit by digit, and what its station is to be. */
export interface StationInput {
  readonly card: string;
  readonly fingerprint: string;
  readonly part: KnownStation['part'];
}

/**
 * Trusts a station from now on. The card is read once more: what counts is that its digits are those that were compared.
 *
 * BUNDLE-CARD-UNREADABLE, BUNDLE-CARD-CHANGED, BUNDLE-CARD-OWN, BUNDLE-STATION-KNOWN, STICK-GONE.
 */
export async function confirmStation(
  office: Office,
  by: Carrier,
  input: StationInput,
  { identity, stick }: { readonly identity: BundleIdentity; readonly stick: PluggedStick },
): Promise<Result<void>> {
  const read = await readCard(stick, input.card);
  if (!read.ok) return read;
  const card = read.value;
  const fingerprint = fingerprintOf(card);
  if (fingerprint !== input.fingerprint) return fail('BUNDLE-CARD-CHANGED');
  const own = ownCard(office, identity);
  if (card.office === own.office || card.signingKey === own.signingKey) return fail('BUNDLE-CARD-OWN');
  const { part } = input;
  return office.store.attempt((tx): Result<void> => {
    const known = knownStationsNow(tx).filter((station) => station.part === part);
    const same = known.find((station) => station.office === card.office);
    // Confirmed twice, it is confirmed.
    if (same?.fingerprint === fingerprint) return ok();
    if (same || (part === 'sender' && known.length > 0)) return fail('BUNDLE-STATION-KNOWN');
    const { office: code, name } = card;
    const confirmed = { office: code, name, fingerprint, confirmedBy: by.id, confirmedAt: office.clock.now() };
    // With the same keys it is the same station, and what went to and came from it before is still its own.
    const before = removedStation(tx, { part, ...card });
    const id = before?.id ?? newId(office.clock);
    if (before) trustAgain(tx, id, confirmed);
    else insertKnownStation(tx, { id, part, ...card, ...confirmed });
    journalBundle(office, tx, by, 'confirm-station', id, { part, office: card.office, fingerprint });
    return ok();
  });
}

/** A station is trusted no longer; what it has been sent or has sent stays as it is. BUNDLE-STATION-UNKNOWN. */
export function removeStation(office: Office, by: Carrier, id: string): Result<void> {
  return office.store.attempt((tx): Result<void> => {
    const station = findKnownStation(tx, id);
    if (!station || station.removedAt !== null) return fail('BUNDLE-STATION-UNKNOWN');
    removeKnownStation(tx, id, by.id, office.clock.now());
    journalBundle(office, tx, by, 'remove-station', id, { part: station.part, office: station.office });
    return ok();
  });
}
