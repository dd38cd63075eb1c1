import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const source = fileURLToPath(new URL('./failing-disk.c', import.meta.url));

/** How a disk can fail. EIO: the device answers with errors. EROFS: the system made it read-only. */
export type Failing = 'EIO' | 'EROFS';

/** A disk under one folder that fails when it is told to, for programs that are started with `environment`. */
export class FailingDisk {
  readonly environment: Readonly<Record<string, string>>;
  readonly #control: number;

  private constructor(environment: Readonly<Record<string, string>>, control: string) {
    this.environment = environment;
    this.#control = openSync(control, 'r+');
  }

  /** Compiles the library of `failing-disk.c` into `work`, for what lies below `folder`. */
  static async under(folder: string, work: string): Promise<FailingDisk> {
    await mkdir(work, { recursive: true });
    const library = join(resolve(work), 'failing-disk.so');
    await promisify(execFile)('gcc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl']);
    const control = join(resolve(work), 'failing-disk.control');
    writeFileSync(control, Buffer.alloc(4096));
    const environment = { LD_PRELOAD: library, FAILING_FOLDER: resolve(folder), FAILING_CONTROL: control };
    return new FailingDisk(environment, control);
  }

  /** From now on each change of the disk fails. */
  failWrites(how: Failing): void {
    this.#put(0, how === 'EIO' ? constants.errno.EIO : constants.errno.EROFS);
  }

  /** From now on each read of a file fails with EIO. */
  failReads(): void {
    this.#put(4, constants.errno.EIO);
  }

  mend(): void {
    this.#put(0, 0);
    this.#put(4, 0);
  }

  /** Calls refused so far. */
  get refused(): number {
    const value = Buffer.alloc(4);
    readSync(this.#control, value, 0, 4, 8);
    return value.readInt32LE();
  }

  close(): void {
    closeSync(this.#control);
  }

  #put(at: number, value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    writeSync(this.#control, bytes, 0, 4, at);
  }
}
