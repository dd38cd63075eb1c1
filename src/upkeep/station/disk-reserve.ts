import { once } from 'node:events';
import { statSync, unlinkSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../common/durable-file.ts';
import { spawnSupervised, stopChild } from '../../devices/supervision/child.ts';

/** How long `fallocate` may take, milliseconds: it reserves blocks and writes nothing. */
const patienceMs = 10_000;

/** After a file system that could not reserve blocks, until it is asked again, milliseconds. */
const againMs = 600_000;

/**
 * Space that the station holds on its own disk, as a file of blocks reserved by fallocate(2). When the disk is full the
 * file is given up, so that what was begun can be finished, said and journaled; when there is room again it is made anew.
 * A file system that cannot reserve blocks, or a disk too small for it, has none, and nothing depends on it.
 */
export class DiskReserve {
  readonly #path: string;
  #held: boolean;
  #used = false;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #making: Promise<void> | null = null;

  /** @param folder  the state folder */
  constructor(folder: string) {
    this.#path = join(folder, 'reserve');
    this.#held = statSync(this.#path, { throwIfNoEntry: false }) !== undefined;
  }

  /** Whether it was given up and is not held again: what was begun is finished, nothing new is. */
  get used(): boolean {
    return this.#used;
  }

  /** Gives the space up, at once: whoever writes next finds it. */
  release(): void {
    if (!this.#held) return;
    try {
      unlinkSync(this.#path);
    } catch (error) {
      // A disk that takes nothing does not give space back either.
      if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') return;
      throw error;
    }
    this.#held = false;
    this.#used = true;
  }

  /**
   * Holds the reserve when there is room for it besides what a scan needs.
   *
   * @param bytes       how large it is to be; 0: none
   * @param freeBytes   what is free now
   * @param leastBytes  what must stay free beside it
   * @param monotonic   now, on the clock that nobody sets, milliseconds
   */
  async keep(bytes: number, freeBytes: number, leastBytes: number, monotonic: number): Promise<void> {
    if (bytes === 0) {
      this.release();
      this.#used = false;
    }
    if (bytes === 0 || this.#held || freeBytes < leastBytes + 2 * bytes) return;
    if (monotonic - this.#refusedAt < againMs) return;
    this.#making ??= this.#make(bytes, monotonic).finally(() => {
      this.#making = null;
    });
    await this.#making;
  }

  async #make(bytes: number, monotonic: number): Promise<void> {
    const unfinished = `${this.#path}.new`;
    try {
      await allocate(unfinished, bytes);
      await rename(unfinished, this.#path);
      await syncFolder(join(this.#path, '..'));
      this.#held = true;
    } catch {
      this.#refusedAt = monotonic;
      await rm(unfinished, { force: true }).catch(() => {});
    }
    this.#used = false;
  }
}

/** Reserves the blocks of a new file. Rejects where that fails, or takes too long. */
async function allocate(path: string, bytes: number): Promise<void> {
  const child = spawnSupervised('fallocate', ['-l', String(bytes), path], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const timer = setTimeout(() => void stopChild(child, { signal: 'SIGKILL', graceMs: patienceMs }), patienceMs);
  try {
    await ended;
  } finally {
    clearTimeout(timer);
  }
  if (child.exitCode !== 0) throw new Error(`fallocate ended with ${child.signalCode ?? String(child.exitCode)}`);
}
