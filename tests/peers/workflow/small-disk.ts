import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real file system of a few megabytes, mounted for a test that fills it. Needs root, as the project's set-up does. */
export class SmallDisk {
  readonly folder: string;

  constructor(megabytes = 16) {
    this.folder = mkdtempSync(join(tmpdir(), 'tram-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder]);
  }

  /** Takes the last byte of space; what is written from now on meets ENOSPC or SQLITE_FULL. */
  fill(): void {
    for (const piece of [Buffer.alloc(65_536), Buffer.alloc(4096)]) {
      try {
        for (;;) appendFileSync(join(this.folder, 'filler'), piece);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  }

  /** @param bytes  as much as that is free again; all of it by default */
  makeSpace(bytes = Number.POSITIVE_INFINITY): void {
    const filler = join(this.folder, 'filler');
    if (!existsSync(filler)) return;
    const left = statSync(filler).size - bytes;
    if (left > 0) truncateSync(filler, left);
    else rmSync(filler);
  }

  remove(): void {
    execFileSync('umount', [this.folder]);
    rmdirSync(this.folder);
  }
}
