import type { Code } from '../../common/codes/index.ts';
import { fingerprintOf } from '../../portal/bundles/card.ts';
import type { BundleIdentity } from '../../portal/bundles/identity.ts';
import type { StickFile } from '../../portal/bundles/stick.ts';
import type { StickPort } from '../../portal/bundles/stick-port.ts';
import {
  type BundleRow,
  bundleBacklog,
  type KnownStation,
  knownStationsNow,
  listBundles,
  senderStation,
} from '../../store/repositories/bundles.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { type GuestBundle, guestCounts, guestTroubles, listGuestBundles } from '../../store/repositories/guests.ts';
import type { OutboxRow } from '../../store/repositories/outbox.ts';
import { openOutboxRows } from '../../store/repositories/outbox-backlog.ts';
import type { Office } from '../office.ts';
import { settingsOf } from '../office.ts';
import { hasBundleFile } from './files.ts';
import { type PluggedStick, pluggedStick } from './plugged-stick.ts';
import { ownCard, readCard } from './stations.ts';

/** How many bundles of each kind are shown. */
const shown = 20;

/** A station's card that lies on the stick. `code`: it cannot be used. */
export interface CardOnStick {
  readonly file: string;
  readonly office: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly code: Code | null;
  readonly confirmedAs: KnownStation['part'][];
}

/** What is in the stick's place. `code`: why nothing can be read or written. */
export interface StickOverview {
  readonly code: Code | null;
  readonly folder: string;
  readonly bundles: StickFile[];
  readonly cards: CardOnStick[];
}

export const bundleStates = ['made', 'written', 'settled', 'withdrawn'] as const;

/** A bundle of this office. */
export interface OwnBundle {
  readonly id: string;
  readonly name: string;
  readonly state: (typeof bundleStates)[number];
  readonly madeAt: number;
  readonly writtenAt: number | null;
  readonly settledAt: number | null;
  readonly dossiers: number;
  readonly copies: number;
  readonly bytes: number;
  /** Whether it can still be written to a stick. */
  readonly writable: boolean;
}

/** A message that was refused, or that could not go. `words` are the portal's own, for those who may read of dossiers. */
export interface RefusedMessage {
  readonly id: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly kind: OutboxRow['kind'];
  readonly code: string;
  readonly words: string | null;
}

export interface Guest
  extends Pick<
    GuestBundle,
    'id' | 'importedAt' | 'dossiers' | 'copies' | 'settledAt' | 'receiptsAt' | 'acknowledgedAt'
  > {
  readonly waiting: number;
  readonly confirmed: number;
  readonly refused: number;
  readonly troubles: { code: string; messages: number }[];
}

/** The stick as it is now. A card that does not read is shown as such. */
export async function stickOverview(
  office: Office,
  identity: BundleIdentity,
  sticks: StickPort,
): Promise<StickOverview> {
  const folder = settingsOf(office)['hand-over.folder'];
  const stick = await pluggedStick(sticks, folder);
  if (!stick.ok) return { code: stick.error.code, folder, bundles: [], cards: [] };
  const listed = await stick.value.list();
  if (!listed.ok) return { code: listed.error.code, folder, bundles: [], cards: [] };
  const own = ownCard(office, identity);
  const cards: CardOnStick[] = [];
  for (const file of listed.value.cards) {
    const card = await cardOnStick(office, stick.value, file);
    if (card.fingerprint !== fingerprintOf(own)) cards.push(card);
  }
  return { code: null, folder, bundles: listed.value.bundles, cards };
}

async function cardOnStick({ store }: Office, stick: PluggedStick, file: string): Promise<CardOnStick> {
  const read = await readCard(stick, file);
  if (!read.ok) return { file, office: '', name: '', fingerprint: '', code: read.error.code, confirmedAs: [] };
  const fingerprint = fingerprintOf(read.value);
  const known = knownStationsNow(store.db).filter((station) => station.fingerprint === fingerprint);
  const { office, name } = read.value;
  return { file, office, name, fingerprint, code: null, confirmedAs: known.map(({ part }) => part) };
}

/** What waits, what is away, and what came back. */
export function ownOverview(office: Office, mayReadWords: boolean) {
  const { db } = office.store;
  const { waiting, away } = bundleBacklog(db);
  const sender = senderStation(db)?.id ?? null;
  const refused = openOutboxRows(db, 200).filter((row) => row.state === 'rejected');
  return {
    waiting,
    away,
    bundles: listBundles(db, shown).flatMap((row) => ownBundle(office, row, sender)),
    refused: refused.map(
      (row): RefusedMessage => ({
        id: row.id,
        dossierId: row.dossierId,
        dossierCode: findDossier(db, row.dossierId)?.code ?? '',
        kind: row.kind,
        code: row.failureCode ?? 'PORTAL-REJECTED',
        words: mayReadWords ? row.failureMessage : null,
      }),
    ),
  };
}

function ownBundle(office: Office, row: BundleRow, sender: string | null): OwnBundle[] {
  const { id, name, madeAt, writtenAt, settledAt, withdrawnAt, dossiers, copies, length } = row;
  if (madeAt === null) return [];
  const state =
    withdrawnAt !== null ? 'withdrawn' : settledAt !== null ? 'settled' : writtenAt !== null ? 'written' : 'made';
  const open = state === 'made' || state === 'written';
  const writable = open && row.stationId === sender && hasBundleFile(office, id);
  return [{ id, name, state, madeAt, writtenAt, settledAt, dossiers, copies, bytes: length ?? 0, writable }];
}

/** The offices that this station sends for, each with its bundles, and how many of them have receipts to be fetched. */
export function guestOverview({ store }: Office): (KnownStation & { guests: Guest[]; receipts: number })[] {
  const { db } = store;
  return knownStationsNow(db)
    .filter((station) => station.part === 'origin')
    .map((station) => {
      const guests = listGuestBundles(db, shown, station.id).map((bundle): Guest => {
        const { waiting, confirmed, rejected, unsent } = guestCounts(db, bundle.id);
        return { ...bundle, waiting, confirmed, refused: rejected + unsent, troubles: guestTroubles(db, bundle.id) };
      });
      const receipts = guests.filter((one) => one.acknowledgedAt === null && one.confirmed + one.refused > 0).length;
      return { ...station, guests, receipts };
    });
}
