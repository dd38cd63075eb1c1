import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { personName } from '../certification/index.ts';
import type { Clock } from '../common/clock.ts';
import { writeDurably } from '../common/durable-file.ts';
import { newId } from '../common/id.ts';
import type { Logger } from '../common/log.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { checkSetting, resolveSettings, type Settings } from '../settings/index.ts';
import { createStationKey, readStationKey } from '../store/documents/station-key.ts';
import { openStore, type Store } from '../store/index.ts';
import { insertOfficeImage, insertOfficer } from '../store/repositories/officers.ts';
import { insertVolume } from '../store/repositories/register.ts';
import { writeSetting } from '../store/repositories/settings.ts';
import { lockStation } from '../store/station-lock.ts';
import { recoveryRecipientFile } from '../upkeep/backup/back-up.ts';
import { newRecoveryIdentity } from '../upkeep/backup/identity.ts';
import { officeTraces } from '../upkeep/rescue/rescue.ts';
import { stationNames } from '../web/authority/names.ts';
import { makeCertificates } from '../web/authority/station-certificate.ts';
import { hashPassword } from '../web/sessions/password.ts';
import { type ImageEntry, type OfficeFile, type OfficerEntry, parseOfficeFile } from './office-file.ts';

/** What `tram init` made: shown once to whoever set the office up. */
export interface Initialised {
  readonly state: string;
  readonly officers: readonly { readonly username: string; readonly password: string | null }[];
  /** The secret half of the recovery key: printed, kept by the office on paper, and not by the station. */
  readonly recoveryKey: string;
}

/**
 * Creates an office in an empty state folder: station key, store, settings, officers, images, authority and server
 * certificate. Everything is checked before anything is made.
 *
 * Errors: START-OFFICE-FILE, START-OFFICE-EXISTS, START-FOLDER, START-RUNNING, LAW-NAME-….
 */
export async function initOffice(
  officePath: string,
  stateFolder: string,
  clock: Clock,
  log: Logger,
): Promise<Result<Initialised>> {
  const state = resolve(stateFolder);
  // What is left of an office whose database is gone is brought back, never made anew.
  if ([...officeTraces, 'station.key'].some((name) => existsSync(join(state, name))))
    return fail('START-OFFICE-EXISTS');
  const text = await readFile(officePath, 'utf8').catch(() => null);
  if (text === null) return fail('START-OFFICE-FILE', { at: officePath });
  const parsed = parseOfficeFile(text);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const checked = checkFile(file);
  if (!checked.ok) return checked;
  const folder = dirname(resolve(officePath));
  const images = await readImages(file, folder);
  if (!images.ok) return images;

  try {
    mkdirSync(state, { recursive: true, mode: 0o700 });
    accessSync(state, constants.W_OK);
  } catch {
    return fail('START-FOLDER', { folder: state });
  }
  const lock = lockStation(state);
  if (!lock.ok) return lock;
  try {
    // Another `tram init` may have been faster.
    if (existsSync(join(state, 'station.key'))) return fail('START-OFFICE-EXISTS');
    return await make(state, file, checked.value, images.value, clock, log);
  } finally {
    lock.value.release();
  }
}

async function make(
  state: string,
  file: OfficeFile,
  settings: Settings,
  images: readonly NewImage[],
  clock: Clock,
  log: Logger,
): Promise<Result<Initialised>> {
  await createStationKey(state);
  await makeCertificates(state, settings['office.name'], stationNames(settings), clock.now());
  const recovery = await newRecoveryIdentity();
  await writeDurably(join(state, recoveryRecipientFile), `${recovery.recipient}\n`);
  const store = openStore(state, await readStationKey(state), clock, log);
  try {
    const officers = await Promise.all(file.officers.map((entry) => prepareOfficer(entry, clock)));
    const written = await Promise.all(images.map((image) => writeImage(store, image, clock)));
    store.write((tx) => {
      for (const [key, value] of Object.entries(file.settings)) writeSetting(tx, key, value, clock.now(), null);
      for (const officer of officers) insertOfficer(tx, officer.row);
      for (const [index, image] of images.entries()) {
        const document = written[index];
        if (!document) continue;
        store.documents.record(tx, document);
        const owner = officers.find((officer) => officer.row.username === image.owner);
        insertOfficeImage(tx, {
          id: newId(clock),
          kind: image.owner === null ? 'seal' : 'signature',
          officerId: owner?.row.id ?? null,
          documentId: document.id,
          widthMm: image.entry['width-mm'],
          heightMm: image.entry['height-mm'],
          validFrom: image.entry['valid-from'],
          validTo: null,
        });
      }
      if (file.register) {
        insertVolume(tx, {
          id: newId(clock),
          office: settings['office.code'],
          registerType: settings['register.type'],
          year: file.register.year,
          ordinal: file.register.volume,
          firstNumber: file.register['first-number'],
          openedAt: clock.now(),
          closedAt: null,
        });
      }
      store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'init-office',
        objectType: 'station',
        objectId: settings['office.code'],
        facts: { officers: officers.length },
      });
    });
    return ok({
      state,
      officers: officers.map(({ row, made }) => ({ username: row.username, password: made })),
      recoveryKey: recovery.secret,
    });
  } finally {
    await store.close();
  }
}

function checkFile(file: OfficeFile): Result<Settings> {
  for (const [key, value] of Object.entries(file.settings)) {
    const checked = checkSetting(key, value);
    if (!checked.ok) return fail('START-OFFICE-FILE', { at: `/settings/${key}` });
  }
  for (const officer of file.officers) {
    const name = personName(officer['full-name']);
    if (!name.ok) return name;
  }
  if (new Set(file.officers.map((officer) => officer.username)).size !== file.officers.length) {
    return fail('START-OFFICE-FILE', { at: '/officers', reason: 'username' });
  }
  return ok(resolveSettings(new Map(Object.entries(file.settings))));
}

interface NewImage {
  /** The officer whose signature it is; null for the seal. */
  readonly owner: string | null;
  readonly entry: ImageEntry;
  readonly png: Buffer;
}

async function readImages(file: OfficeFile, folder: string): Promise<Result<NewImage[]>> {
  const wanted = [
    ...(file.seal ? [{ owner: null, entry: file.seal }] : []),
    ...file.officers.flatMap(({ username, signature }) => (signature ? [{ owner: username, entry: signature }] : [])),
  ];
  const images: NewImage[] = [];
  for (const image of wanted) {
    const png = await readFile(resolve(folder, image.entry.file)).catch(() => null);
    if (!png?.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) {
      return fail('START-OFFICE-FILE', { at: image.entry.file, reason: 'png' });
    }
    images.push({ ...image, png });
  }
  return ok(images);
}

async function writeImage(store: Store, image: NewImage, clock: Clock) {
  const id = newId(clock);
  const written = await store.documents.write(id, 'office', image.png);
  return { id, keyId: 'office', purpose: 'office-image' as const, ...written };
}

async function prepareOfficer(entry: OfficerEntry, clock: Clock) {
  const password = entry.password ?? randomBytes(9).toString('base64url');
  return {
    made: entry.password === undefined ? password : null,
    row: {
      id: newId(clock),
      username: entry.username,
      fullName: entry['full-name'].normalize('NFC'),
      passwordHash: await hashPassword(password),
      // One that was made here is printed and read by others.
      mustChangePassword: entry.password === undefined,
      roles: entry.roles,
      positionTitle: entry.position,
      decisionNumber: entry.decision,
      validFrom: entry['valid-from'],
      validTo: entry['valid-to'] ?? null,
      signatureBlock: entry['signature-block'] ?? null,
      delegationDocument: entry.delegation ?? null,
      certificateSha256: entry.certificate?.sha256 ?? null,
      certificateSerial: entry.certificate?.serial ?? null,
    },
  };
}
