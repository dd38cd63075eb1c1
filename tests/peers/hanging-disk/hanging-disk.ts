import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./hanging-disk.c', import.meta.url));

/** A folder in which everything hangs, as a dead stick does; pulled out, nobody waits for it any more. Needs root. */
export class HangingDisk {
  readonly folder: string;
  readonly #work: string;
  readonly #pull: () => Promise<void>;

  private constructor(folder: string, work: string, pull: () => Promise<void>) {
    this.folder = folder;
    this.#work = work;
    this.#pull = pull;
  }

  static async plugIn(): Promise<HangingDisk> {
    const work = mkdtempSync(join(tmpdir(), 'tram-hanging-work-'));
    const folder = mkdtempSync(join(tmpdir(), 'tram-hanging-'));
    const program = join(work, 'hanging-disk');
    execFileSync('gcc', ['-O1', '-Wall', '-Werror', '-o', program, source]);
    const child = spawn(program, [folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const mounted = await Promise.race([once(child.stdout, 'data'), ended]);
    if (!Buffer.isBuffer(mounted[0])) throw new Error(`the hanging disk did not mount: ${mounted.join(' ')}`);
    return new HangingDisk(folder, work, async () => {
      child.stdin.end();
      const [status] = (await ended) as [number | null];
      if (status !== 0) throw new Error(`the hanging disk did not go: ${status}`);
    });
  }

  async pull(): Promise<void> {
    await this.#pull();
    rmdirSync(this.folder);
    rmSync(this.#work, { recursive: true, force: true });
  }
}
