import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmdirSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SmallDisk } from './small-disk.ts';

/**
 * A stick with a file system of its own on a block device of its own (a loop device over a file), so that it can be
 * pulled: what is behind the device goes, and the kernel answers with errors. Needs root and loop devices.
 */
export class LoopStick {
  readonly folder: string;
  /** In memory, and no larger than the stick: when it is full, nothing can be written behind the device. */
  readonly #disk: SmallDisk;
  readonly #megabytes: number;
  readonly #image: string;

  private constructor(megabytes: number, make: (image: string) => void) {
    this.#megabytes = megabytes;
    this.#disk = new SmallDisk(megabytes + 1);
    this.#image = join(this.#disk.folder, 'stick.img');
    make(this.#image);
    this.folder = mkdtempSync(join(tmpdir(), 'tram-loop-'));
    this.#mount();
  }

  static of(megabytes: number): LoopStick {
    return new LoopStick(megabytes, (image) => {
      execFileSync('truncate', ['-s', `${megabytes}M`, image]);
      // No journal, as on the file systems of sticks.
      execFileSync('mkfs.ext4', ['-q', '-O', '^has_journal', '-m', '0', image]);
    });
  }

  /** What another machine would find, were the power cut or the stick pulled now: nothing that was not forced to it. */
  pulledNow(): LoopStick {
    return new LoopStick(this.#megabytes, (image) => copyFileSync(this.#image, image));
  }

  /** Plugged out and in again: nothing of it is in the memory of the system any more. */
  replug(): void {
    execFileSync('umount', [this.folder]);
    this.#mount();
  }

  /** Pulled, from the first byte on: whatever is asked of it now is an error. */
  pull(): void {
    truncateSync(this.#image, 0);
    this.#disk.fill();
  }

  remove(): void {
    execFileSync('umount', [this.folder]);
    rmdirSync(this.folder);
    this.#disk.remove();
  }

  #mount(): void {
    execFileSync('mount', ['-o', 'loop', this.#image, this.folder]);
  }
}
