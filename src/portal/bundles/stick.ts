/**
 * A USB stick, as a folder of the settings in which it is mounted. What is written there is written durably and read back
 * before it counts; a stick that is pulled, full or write-protected is a failure with a code, never a half file by its name.
 *
 *     tram-usb.json                      the mark: without it nothing is written, so that an empty mount point is no stick
 *     TRAM-<office>-<date>-<seq>.tram    dossiers on their way to the station that sends
 *     TRAM-BN-<office>-<date>-<seq>.tram receipts on their way back to that office
 *     TRAM-THE-<office>.json             a station's card
 */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { removeDurably, syncFolder, writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { bounds, mostCardBytes } from './bounds.ts';

const mark = 'tram-usb.json';

/** The names that this program gives; anything else on a stick is not its business. */
export const bundleName = /^TRAM-(BN-)?[A-Z0-9.]{1,60}-\d{8}-\d{1,10}\.tram$/;
export const cardName = /^TRAM-THE-[A-Z0-9.]{1,60}\.json$/;

/** Under such a name a file of ours is written until it is whole. */
const halfName = /^\.(TRAM-[A-Z0-9.-]{1,90}\.(tram|json)|tram-usb\.json)\.\d+\.[0-9a-z]+\.new$/;

/** How many files of each kind are listed at the most. */
const mostListed = 100;

/** Room that is left over on the stick, bytes. */
const reserve = 1024 * 1024;

/** So much is written at a time before it is forced to the stick: what hangs is noticed, and a slow one is not taken for it. */
const syncEvery = 8 * 1024 * 1024;

/** A stick that is plugged in and has the mark. */
export interface Stick {
  readonly folder: string;
  /** Told each time that the stick has taken or given a piece. */
  readonly onProgress?: () => void;
}

/** A bundle on the stick, open, piece by piece. */
export interface BundleFile {
  /** The next bytes; null at the end. STICK-GONE. */
  next(): Promise<Result<Uint8Array | null>>;
  close(): Promise<void>;
}

/** A bundle on a stick, as its name and length say. */
export interface StickFile {
  readonly name: string;
  readonly bytes: number;
  readonly kind: 'dossiers' | 'receipts';
}

export interface StickContent {
  readonly bundles: StickFile[];
  readonly cards: readonly string[];
}

/** The stick in the folder of the settings. STICK-UNSET, STICK-MISSING. */
export async function openStick(folder: string): Promise<Result<Stick>> {
  if (folder === '') return fail('STICK-UNSET');
  return (await hasMark(folder)) ? ok({ folder }) : fail('STICK-MISSING');
}

async function hasMark(folder: string): Promise<boolean> {
  return await lstat(join(folder, mark)).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Puts the mark on the stick in that folder. STICK-UNSET, STICK-MISSING, STICK-READ-ONLY, STICK-FULL, STICK-GONE. */
export async function prepareStick(folder: string): Promise<Result<Stick>> {
  if (folder === '') return fail('STICK-UNSET');
  const there = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!there) return fail('STICK-MISSING');
  return await guarded(async () => {
    await sweep(folder);
    await writeDurably(join(folder, mark), '{"form":1}\n');
    return ok({ folder });
  });
}

/** What of ours lies on the stick. STICK-GONE. */
export async function listStick(stick: Stick): Promise<Result<StickContent>> {
  return await guarded(async () => {
    const names = (await readdir(stick.folder)).sort();
    const bundles: StickFile[] = [];
    for (const name of names.filter((one) => bundleName.test(one)).slice(-mostListed)) {
      const found = await lstat(join(stick.folder, name));
      const kind = name.startsWith('TRAM-BN-') ? 'receipts' : 'dossiers';
      if (found.isFile()) bundles.push({ name, bytes: found.size, kind });
    }
    return ok({ bundles, cards: names.filter((one) => cardName.test(one)).slice(-mostListed) });
  });
}

/**
 * Copies a file of the station to the stick under its name, reads it back, and compares. A file of that name that is the
 * same counts as written. The mark is looked for once more: a stick pulled since it was opened leaves an empty folder, on the
 * station's own disk. STICK-FULL, STICK-READ-ONLY, STICK-GONE, STICK-DAMAGED.
 */
export async function copyToStick(
  stick: Stick,
  name: string,
  from: { readonly path: string; readonly length: number; readonly sha256: string },
): Promise<Result<void>> {
  const path = join(stick.folder, name);
  return await guarded(async () => {
    const told = (): void => stick.onProgress?.();
    if (!(await hasMark(stick.folder))) return fail('STICK-GONE');
    await sweep(stick.folder);
    if (await isThere(path, from, told)) return ok();
    const room = await statfs(stick.folder);
    const needed = from.length + reserve;
    if (room.bavail * room.bsize < needed) return fail('STICK-FULL', { neededBytes: needed });
    await writeDurably(path, telling(createReadStream(from.path), told), 0o600, syncEvery);
    if (await isThere(path, from, told)) return ok();
    await rm(path, { force: true });
    return fail('STICK-DAMAGED');
  });
}

/** Half files that a power cut or a stick pulled too early has left take room that nobody would find again. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (halfName.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** Puts a small text on the stick. STICK-FULL, STICK-READ-ONLY, STICK-GONE. */
export async function putOnStick(stick: Stick, name: string, text: string): Promise<Result<void>> {
  return await guarded(async () => {
    if (!(await hasMark(stick.folder))) return fail('STICK-GONE');
    await sweep(stick.folder);
    await writeDurably(join(stick.folder, name), text);
    return ok();
  });
}

/** A card that lies on the stick, at most as long as cards are. BUNDLE-CARD-UNREADABLE, STICK-GONE. */
export async function readCardFile(stick: Stick, name: string): Promise<Result<Buffer>> {
  if (!cardName.test(name)) return fail('BUNDLE-CARD-UNREADABLE');
  return await guarded(async () => {
    const file = await openPlain(join(stick.folder, name));
    if (!file) return fail('BUNDLE-CARD-UNREADABLE');
    try {
      const { size } = await file.stat();
      if (size > mostCardBytes) return fail('BUNDLE-CARD-UNREADABLE');
      return ok(await file.readFile());
    } finally {
      await file.close();
    }
  });
}

/**
 * Opens a bundle on the stick. BUNDLE-MISSING, BUNDLE-UNREADABLE (no plain file, or longer than a bundle may be),
 * STICK-GONE.
 */
export async function openBundleFile(stick: Stick, name: string): Promise<Result<BundleFile>> {
  if (!bundleName.test(name)) return fail('BUNDLE-MISSING');
  return await guarded<BundleFile>(async () => {
    const file = await openPlain(join(stick.folder, name));
    if (!file) return fail('BUNDLE-MISSING');
    const { size } = await file.stat();
    if (size > bounds.bundle) {
      await file.close();
      return fail('BUNDLE-UNREADABLE');
    }
    const pieces = piecesOf(file, size);
    return ok({
      next: () => guarded<Uint8Array | null>(async () => ok((await pieces.next()).value ?? null)),
      close: () => file.close().catch(() => {}),
    });
  });
}

/**
 * Overwrites a bundle and removes it. It loses its name first: what a cut leaves is no bundle any more, and goes with the
 * next thing that is written. The memory of a stick may keep the old cells until it uses them again, which no program can
 * see to: what is left there is encrypted to the other station alone.
 */
export async function wipeFromStick(stick: Stick, name: string): Promise<'wiped' | 'absent' | 'left'> {
  if (!bundleName.test(name)) return 'absent';
  const path = join(stick.folder, name);
  const wiped = await guarded(async () => {
    const found = await lstat(path).catch(() => null);
    if (found === null) return ok('absent' as const);
    if (found.isFile()) {
      const nameless = join(stick.folder, `.${name}.${process.pid}.${Math.random().toString(36).slice(2)}.new`);
      await rename(path, nameless);
      await syncFolder(stick.folder);
      await overwrite(nameless, found.size, () => stick.onProgress?.());
      await removeDurably(nameless);
    } else await removeDurably(path);
    return ok('wiped' as const);
  });
  return wiped.ok ? wiped.value : 'left';
}

async function overwrite(path: string, length: number, told: () => void): Promise<void> {
  const zeros = Buffer.alloc(1024 * 1024);
  const file = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    for (let at = 0; at < length; at += zeros.length) {
      await file.write(zeros, 0, Math.min(zeros.length, length - at), at);
      if (at % syncEvery === 0) await file.datasync();
      told();
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether the file is there, byte for byte. */
async function isThere(
  path: string,
  wanted: { readonly length: number; readonly sha256: string },
  told: () => void,
): Promise<boolean> {
  const file = await openPlain(path);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    if (size !== wanted.length) return false;
    const hash = createHash('sha256');
    for await (const piece of telling(piecesOf(file, size), told)) hash.update(piece);
    return hash.digest('hex') === wanted.sha256;
  } finally {
    await file.close();
  }
}

/** Opens a plain file: no link that leads off the stick, no pipe that never ends. Null when there is none. */
async function openPlain(path: string): Promise<FileHandle | null> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ELOOP') return null;
    throw error;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

async function* telling(pieces: AsyncIterable<Uint8Array>, told: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    told();
  }
}

async function* piecesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array, null> {
  for (let at = 0; at < size; ) {
    const piece = Buffer.allocUnsafe(Math.min(256 * 1024, size - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return null;
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
  return null;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What the operating system says of a stick that does not do what it should. */
async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    switch (codeOf(error)) {
      case 'ENOSPC':
      case 'EDQUOT':
      case 'EFBIG':
        return fail('STICK-FULL');
      case 'EROFS':
      case 'EACCES':
      case 'EPERM':
        return fail('STICK-READ-ONLY');
      case 'EIO':
      case 'ENODEV':
      case 'ENXIO':
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ESTALE':
      case 'ENOTCONN':
      case 'EBADF':
      case 'ETIMEDOUT':
        return fail('STICK-GONE');
      // A folder stands where a file of ours should: not our doing, and not ours to remove.
      case 'EISDIR':
      case 'ERR_FS_EISDIR':
      case 'ENOTEMPTY':
        return fail('STICK-DAMAGED');
      default:
        // A damaged file system, or no medium in the reader: the system has errors that have no name here.
        if (/^(UNKNOWN|Unknown system error)/.test(codeOf(error))) return fail('STICK-GONE');
        throw error;
    }
  }
}
