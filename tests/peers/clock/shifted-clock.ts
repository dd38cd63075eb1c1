import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Shifts the wall clock of a process and its children by libfaketime; the time since boot goes on as it is. */
export class ShiftedClock {
  readonly #file: string;
  readonly #library: string;

  /** @param folder  where the shift is kept, so that it can be changed while the process runs */
  constructor(folder: string) {
    const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
    if (library === undefined) throw new Error('libfaketime is not installed: provisioning/bootstrap.sh installs it');
    this.#library = library;
    this.#file = join(folder, 'faketime');
    this.shift(0);
  }

  /** From now on the clock is this many seconds ahead, or behind when negative. */
  shift(seconds: number): void {
    writeFileSync(this.#file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  }

  /** What the process is started with. */
  get environment(): Readonly<Record<string, string>> {
    return {
      LD_PRELOAD: this.#library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      // File times stay those of the disk.
      NO_FAKE_STAT: '1',
    };
  }
}
