import { isDiskFull } from './disk-full.ts';

/** What is wrong with the disk: no space left, or it takes nothing (read-only, or errors of reading and writing). */
export type DiskTrouble = 'full' | 'failing';

/**
 * Of open(2), write(2), fsync(2) and rename(2): the device answers with errors, is gone, or its file system was made
 * read-only, as Linux does with one that it finds inconsistent.
 */
const failing: readonly unknown[] = ['EIO', 'EROFS', 'ENXIO', 'ENODEV', 'EUCLEAN', 'ESTALE'];

/** SQLite's families of the same (https://sqlite.org/rescode.html): an I/O error, and a database that became read-only. */
const failingFamilies = ['SQLITE_IOERR', 'SQLITE_READONLY'];

/** What an exception says of the disk; null when it says nothing of it. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  if (isDiskFull(error)) return 'full';
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code } = error;
  if (failing.includes(code)) return 'failing';
  return failingFamilies.some((family) => String(code).startsWith(family)) ? 'failing' : null;
}

/** The code that a person is told. */
export const diskTroubleCodes = { full: 'STORE-DISK-FULL', failing: 'STORE-DISK-FAILING' } as const;

/** Does without a write that the disk does not take: for what is known from memory or can be written later. */
export function unlessDiskRefuses(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (diskTrouble(error) === null) throw error;
  }
}

/**
 * What the station knows of its disk. Whoever meets an exception of the disk notes it; from then on no work is taken on,
 * until a probe has written again. Full is left to the writes themselves: each is answered, and space comes back unasked.
 */
export class DiskState {
  #failing = false;
  readonly #listeners = new Set<(trouble: DiskTrouble | 'mended') => void>();

  /** Whether the disk takes nothing now. */
  get failing(): boolean {
    return this.#failing;
  }

  /** Notes what an exception says of the disk, if anything; answers it. */
  note(error: unknown): DiskTrouble | null {
    const trouble = diskTrouble(error);
    if (trouble !== null) this.noted(trouble);
    return trouble;
  }

  /** The same for a trouble that came as a code. */
  noted(trouble: DiskTrouble): void {
    if (trouble === 'failing' && this.#failing) return;
    if (trouble === 'failing') this.#failing = true;
    for (const tell of this.#listeners) tell(trouble);
  }

  /** A write has reached the disk again. */
  mended(): void {
    if (!this.#failing) return;
    this.#failing = false;
    for (const tell of this.#listeners) tell('mended');
  }

  /** Tells of each full disk, of the first failure, and of its end. The returned function ends it. */
  listen(tell: (trouble: DiskTrouble | 'mended') => void): () => void {
    this.#listeners.add(tell);
    return () => void this.#listeners.delete(tell);
  }
}
