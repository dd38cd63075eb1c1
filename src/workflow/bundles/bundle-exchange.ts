import { fail, ok, type Result } from '../../common/result.ts';
import { type OpenedManifest, readBundle } from '../../portal/bundles/bundle-reader.ts';
import { isOfficeCode } from '../../portal/bundles/card.ts';
import { type BundleIdentity, bundleIdentity } from '../../portal/bundles/identity.ts';
import { Receipts } from '../../portal/bundles/manifest.ts';
import { StickHost } from '../../portal/bundles/stick-host.ts';
import { type StickPort, withBundleFile } from '../../portal/bundles/stick-port.ts';
import {
  findBundle,
  type KnownStation,
  listBundles,
  senderStation,
  stationBySigningKey,
  unwrittenBundles,
} from '../../store/repositories/bundles.ts';
import { roomOnDisk } from '../../upkeep/station/disk.ts';
import type { Actor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';
import type { Way } from '../portal/by-hand/way.ts';
import { type Carrier, carrier, confirmers, journalBundle } from './actors.ts';
import type { Delivered } from './compose.ts';
import { removeBundleFile } from './files.ts';
import { makeBundle } from './make-bundle.ts';
import { type StickOverview, stickOverview } from './overview.ts';
import { type PluggedStick, pluggedStick } from './plugged-stick.ts';
import { readPart } from './read-part.ts';
import { confirmStation, removeStation, type StationInput, writeCard } from './stations.ts';
import { beginIntake, endIntake, giveUpIntake, type Intake, type TakenIn, takePart } from './take-in-dossiers.ts';
import { type ReceiptsTaken, receiptsSigner, takeInReceipts } from './take-in-receipts.ts';
import { takeBack, writeOut } from './write-out.ts';
import { type ReceiptsWritten, writeReceipts } from './write-receipts.ts';

interface ExchangeParts {
  readonly office: Office;
  /** How the running connector works. */
  readonly way: () => Way;
  readonly delivered: Delivered;
  /** Bundles of another office were taken in. */
  readonly wakeGuests: () => void;
  /** What touches the stick; a program of its own unless another is given. */
  readonly sticks?: StickPort;
}

/** What an import came to; of receipts, which bundles are gone from the stick (`wiped`) and which could not be removed. */
export type Imported =
  | TakenIn
  | (Omit<ReceiptsTaken, 'settled'> & { readonly wiped: readonly string[]; readonly left: readonly string[] });

/** What is being read. */
type Reading =
  | { readonly kind: 'dossiers'; readonly intake: Intake }
  | { readonly kind: 'receipts'; readonly station: KnownStation; receipts: Receipts };

/**
 * Everything that is done with a stick: one thing at a time, whoever asks, and never while the stick is read or written
 * for somebody else (`BUNDLE-RUNNING`).
 */
export class BundleExchange {
  readonly #parts: ExchangeParts;
  #identity: Promise<BundleIdentity> | null = null;
  #busy = false;
  readonly #sticks: StickPort;
  /** Who only looks does not wait for who copies. */
  readonly #looks: StickPort;
  #looking: Promise<StickOverview> | null = null;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#sticks = parts.sticks ?? new StickHost();
    this.#looks = parts.sticks ?? new StickHost();
  }

  /** What is in the stick's place. However many screens look, the stick is looked at once at a time. */
  async look(): Promise<StickOverview> {
    const identity = await this.identity();
    this.#looking ??= stickOverview(this.#parts.office, identity, this.#looks).finally(() => {
      this.#looking = null;
    });
    return await this.#looking;
  }

  /** By what this station is known to others. */
  identity(): Promise<BundleIdentity> {
    this.#identity ??= bundleIdentity(this.#parts.office.store.keys).catch((error: unknown) => {
      // A disk that was full, say: asked again, it is tried again.
      this.#identity = null;
      throw error;
    });
    return this.#identity;
  }

  /** Whether what waits in this office goes by stick. */
  get carries(): boolean {
    return this.#parts.way() === 'carried';
  }

  /** Whether the stick is being read or written now. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Makes the folder's stick one of ours. WEB-ROLE-MISSING, STICK-…. */
  async prepare(actor: Actor): Promise<Result<void>> {
    return await this.#alone(actor, async (by) => {
      const { office } = this.#parts;
      const prepared = await this.#sticks.prepare(settingsOf(office)['hand-over.folder']);
      if (!prepared.ok) return prepared;
      office.store.write((tx) => journalBundle(office, tx, by, 'prepare-stick', 'bundles', {}));
      return ok();
    });
  }

  /**
   * Puts what waits into a bundle and all bundles that are on no stick yet onto this one. A bundle that was made and did
   * not reach the stick stays, and goes the next time. The ids of those written.
   *
   * WEB-ROLE-MISSING, BUNDLE-RUNNING, BUNDLE-NOT-CARRIED, BUNDLE-OFFICE-CODE, BUNDLE-NO-STATION, BUNDLE-NOTHING, STORE-DISK-FULL,
   * STICK-….
   */
  async handOver(actor: Actor): Promise<Result<readonly string[]>> {
    return await this.#alone(actor, async (by) => {
      const { office, delivered } = this.#parts;
      if (!this.carries) return fail('BUNDLE-NOT-CARRIED');
      const stick = await this.#stickToWrite();
      if (!stick.ok) return stick;
      const made = await makeBundle(office, by, await this.identity(), delivered, await roomForBundles(office));
      if (!made.ok) return made;
      // What was made for a station that is trusted no longer stays here until it is taken back.
      const waiting = unwrittenBundles(office.store.db, senderStation(office.store.db)?.id ?? '');
      if (waiting.length === 0) return fail('BUNDLE-NOTHING');
      for (const bundle of waiting) {
        const written = await writeOut(office, by, bundle, stick.value);
        if (!written.ok) return written;
      }
      return ok(waiting.map(({ id }) => id));
    });
  }

  /** The same bundle once more, to this stick. Errors: as `writeOut`, BUNDLE-UNKNOWN, BUNDLE-SETTLED, BUNDLE-STATION-UNKNOWN. */
  async writeAgain(actor: Actor, id: string): Promise<Result<void>> {
    return await this.#alone(actor, async (by) => {
      const { office } = this.#parts;
      const bundle = findBundle(office.store.db, id);
      if (!bundle || bundle.madeAt === null) return fail('BUNDLE-UNKNOWN');
      if (bundle.settledAt !== null || bundle.withdrawnAt !== null) return fail('BUNDLE-SETTLED');
      if (bundle.stationId !== senderStation(office.store.db)?.id) return fail('BUNDLE-STATION-UNKNOWN');
      const stick = await this.#stick();
      return stick.ok ? await writeOut(office, by, bundle, stick.value) : stick;
    });
  }

  /** WEB-ROLE-MISSING, BUNDLE-RUNNING, BUNDLE-UNKNOWN, BUNDLE-SETTLED. */
  async takeBack(actor: Actor, id: string): Promise<Result<void>> {
    return await this.#alone(actor, (by) => takeBack(this.#parts.office, by, id));
  }

  /**
   * Takes in what a bundle on the stick holds: dossiers of an office that this station sends for, or receipts for this
   * one. All of it counts or nothing does; the same bundle twice has the effect of one.
   *
   * WEB-ROLE-MISSING, BUNDLE-RUNNING, STICK-…, and what `readBundle`, `beginIntake`, `takeInReceipts` refuse.
   */
  async takeIn(actor: Actor, name: string): Promise<Result<Imported>> {
    return await this.#alone(actor, async (by) => {
      const stick = await this.#stick();
      if (!stick.ok) return stick;
      const identity = await this.identity();
      const roomBytes = await roomForBundles(this.#parts.office);
      const begun: { intake: Intake | null } = { intake: null };
      let taken = false;
      try {
        const read = await withBundleFile(await stick.value.openBundle(name), (bytes) =>
          readBundle<Reading>(bytes, {
            identity,
            begin: (opened) => {
              const reading = this.#begin(opened, roomBytes);
              if (reading.ok && reading.value?.kind === 'dossiers') begun.intake = reading.value.intake;
              return reading;
            },
            take: (reading, part, data) => this.#take(reading, part, data),
          }),
        );
        if (!read.ok) return read;
        const ended = await this.#end(by, stick.value, name, read.value);
        taken = ended.ok;
        return ended;
      } finally {
        if (!taken && begun.intake) await giveUpIntake(this.#parts.office, begun.intake);
      }
    });
  }

  /** The receipts for an office, onto the stick. Errors: as `writeReceipts`. */
  async writeReceipts(actor: Actor, stationId: string): Promise<Result<ReceiptsWritten>> {
    return await this.#alone(actor, async (by) => {
      const stick = await this.#stickToWrite();
      if (!stick.ok) return stick;
      const place = { identity: await this.identity(), stick: stick.value };
      return await writeReceipts(this.#parts.office, by, stationId, place);
    });
  }

  /** This station's card, onto the stick. WEB-ROLE-MISSING, BUNDLE-RUNNING, STICK-…. */
  async writeCard(actor: Actor): Promise<Result<string>> {
    return await this.#alone(actor, async (by) => {
      const stick = await this.#stickToWrite();
      if (!stick.ok) return stick;
      return await writeCard(this.#parts.office, by, { identity: await this.identity(), stick: stick.value });
    });
  }

  /** Only the unit admin says whom the station trusts. Errors: as `confirmStation`. */
  async confirmStation(actor: Actor, input: StationInput): Promise<Result<void>> {
    return await this.#alone(
      actor,
      async (by) => {
        const stick = await this.#stick();
        if (!stick.ok) return stick;
        const place = { identity: await this.identity(), stick: stick.value };
        return await confirmStation(this.#parts.office, by, input, place);
      },
      confirmers,
    );
  }

  /** WEB-ROLE-MISSING, BUNDLE-RUNNING, BUNDLE-STATION-UNKNOWN. */
  async removeStation(actor: Actor, id: string): Promise<Result<void>> {
    return await this.#alone(actor, (by) => Promise.resolve(removeStation(this.#parts.office, by, id)), confirmers);
  }

  /** The stick for what carries this office's name. BUNDLE-OFFICE-CODE, STICK-UNSET, STICK-MISSING. */
  async #stickToWrite(): Promise<Result<PluggedStick>> {
    const known = isOfficeCode(settingsOf(this.#parts.office)['office.code']);
    return known ? await this.#stick() : fail('BUNDLE-OFFICE-CODE');
  }

  async #stick(): Promise<Result<PluggedStick>> {
    return await pluggedStick(this.#sticks, settingsOf(this.#parts.office)['hand-over.folder']);
  }

  #begin(opened: OpenedManifest, roomBytes: number): Result<Reading | null> {
    const { office } = this.#parts;
    if (opened.manifest.kind === 'dossiers') {
      const intake = beginIntake(office, opened, roomBytes);
      return intake.ok ? ok(intake.value && { kind: 'dossiers', intake: intake.value }) : intake;
    }
    const station = receiptsSigner(office, opened);
    return station.ok ? ok({ kind: 'receipts', station: station.value, receipts: { bundles: [] } }) : station;
  }

  async #take(
    reading: Reading,
    part: Parameters<typeof takePart>[2],
    data: AsyncIterable<Uint8Array>,
  ): Promise<Result<void>> {
    if (reading.kind === 'dossiers') return await takePart(this.#parts.office, reading.intake, part, data);
    if (part.kind !== 'receipts') return fail('BUNDLE-CONTENT', { reason: 'kind' });
    const read = await readPart<Receipts>(Receipts, data);
    if (!read.ok) return read;
    reading.receipts = read.value.value;
    return ok();
  }

  async #end(
    by: Carrier,
    stick: PluggedStick,
    name: string,
    read: OpenedManifest & { readonly begun: Reading | null },
  ): Promise<Result<Imported>> {
    const { office, delivered, wakeGuests } = this.#parts;
    const { begun } = read;
    if (begun === null) return ok(alreadyTaken(office, read));
    if (begun.kind === 'dossiers') {
      const taken = endIntake(office, by, begun.intake);
      if (taken.ok) wakeGuests();
      return taken;
    }
    const { station, receipts } = begun;
    const taken = takeInReceipts(office, by, station, { manifest: read, receipts }, delivered);
    if (!taken.ok) return taken;
    const { settled, ...counts } = taken.value;
    for (const { id } of settled) await removeBundleFile(office, id);
    return ok({ ...counts, ...(await wipe(office, stick, [name])) });
  }

  /** Runs alone, and tells the screens afterwards. */
  async #alone<T>(
    actor: Actor,
    work: (by: Carrier) => Promise<Result<T>>,
    allowed?: Parameters<typeof carrier>[1],
  ): Promise<Result<T>> {
    const by = carrier(actor, allowed);
    if (!by.ok) return by;
    if (this.#busy) return fail('BUNDLE-RUNNING');
    this.#busy = true;
    try {
      return await work(by.value);
    } finally {
      this.#busy = false;
      this.#parts.office.events.emit({ type: 'station-changed' });
    }
  }
}

/** How much of the disk bundles may fill: what a scan needs stays. Bytes. */
async function roomForBundles(office: Office): Promise<number> {
  const settings = settingsOf(office);
  const limits = {
    shortBytes: settings['disk.short-mb'] * 1_000_000,
    leastBytes: settings['disk.least-mb'] * 1_000_000,
  };
  return (await roomOnDisk(office.store.folder, limits)).freeBytes - limits.leastBytes;
}

function alreadyTaken({ store }: Office, { manifest }: OpenedManifest): Imported {
  const dossiers = manifest.parts.filter((part) => part.kind === 'dossier').length;
  const copies = manifest.parts.filter((part) => part.kind === 'copy').length;
  const officeName = stationBySigningKey(store.db, 'origin', manifest.from)?.name ?? '';
  return { kind: 'dossiers', office: manifest.from.office, officeName, dossiers, copies, already: true };
}

/** Wipes from the stick the bundles that are settled, and the receipts that were just taken in. */
async function wipe(
  office: Office,
  stick: PluggedStick,
  receipts: readonly string[],
): Promise<{ wiped: string[]; left: string[] }> {
  const settled = listBundles(office.store.db, 200)
    .filter((bundle) => bundle.settledAt !== null)
    .map((bundle) => bundle.name);
  const wiped: string[] = [];
  const left: string[] = [];
  for (const name of [...settled, ...receipts]) {
    const gone = await stick.wipe(name);
    if (gone === 'wiped') wiped.push(name);
    else if (gone === 'left') left.push(name);
  }
  return { wiped, left };
}
