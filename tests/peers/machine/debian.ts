import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** How a command ended: its exit code, and all that it printed. */
export interface Ended {
  readonly status: number;
  readonly said: string;
}

/** What a program of Debian's is to find in its environment: the mirror's proxy, if there is one, and nothing of a checkout. */
export const debianEnvironment: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^(?:https?|no|all)_proxy$/i.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  ),
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
};

/** Runs a program to its end with that environment, without holding up the far ends that live in this process. */
export async function runToEnd(program: string, args: readonly string[]): Promise<Ended> {
  const options = { env: debianEnvironment, timeout: 600_000, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout, stderr } = await execute(program, [...args], options);
    return { status: 0, said: `${stdout}${stderr}` };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { status: code, said: `${stdout}${stderr}` };
  }
}

/**
 * A bare Debian 12 in a folder of its own, with this machine's way to Debian's mirror. `TRAM_TEST_ROOT` names a Debian 12
 * over which it is laid; without it debootstrap makes one. It needs root.
 */
export class Debian {
  readonly root: string;
  readonly #mounts: string[] = [];

  private constructor(root: string) {
    this.root = root;
  }

  /** @param work  an empty folder, which `remove` leaves empty again */
  static async make(work: string): Promise<Debian> {
    const debian = new Debian(join(work, 'root'));
    try {
      await debian.#lay(work);
    } catch (error) {
      await debian.remove();
      throw error;
    }
    return debian;
  }

  async #lay(work: string): Promise<void> {
    const { root } = this;
    const [upper, layer] = [join(work, 'upper'), join(work, 'layer')];
    for (const folder of [root, upper, layer]) await mkdir(folder);
    const base = process.env['TRAM_TEST_ROOT'];
    if (base) {
      const folders = `lowerdir=${base},upperdir=${upper},workdir=${layer}`;
      await this.mount('-t', 'overlay', '-o', folders, 'overlay', root);
    } else await execute('debootstrap', ['--variant=minbase', 'bookworm', root], { maxBuffer: 64 * 1024 * 1024 });
    for (const folder of ['sources.list.d', 'apt.conf.d', 'auth.conf.d', 'keyrings', 'trusted.gpg.d']) {
      const from = join('/etc/apt', folder);
      if (existsSync(from)) cpSync(from, join(root, 'etc/apt', folder), { recursive: true });
    }
    cpSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  }

  /** Mounts something; its place is the last argument. It is unmounted by `remove`. */
  async mount(...args: readonly string[]): Promise<void> {
    await execute('mount', [...args]);
    this.#mounts.push(args.at(-1) ?? '');
  }

  /** What its programs need where no service manager runs: the kernel's and the devices' folders. */
  async mountKernel(): Promise<void> {
    await this.mount('-t', 'proc', 'proc', join(this.root, 'proc'));
    await this.mount('--bind', '/dev', join(this.root, 'dev'));
  }

  /** The reverse of `mountKernel`. */
  async unmountKernel(): Promise<void> {
    for (const name of ['dev', 'proc']) await this.#unmount(join(this.root, name));
  }

  isMounted(place: string): boolean {
    return this.#mounts.includes(place);
  }

  /** Runs a command in there, as root. */
  async inside(...command: readonly string[]): Promise<Ended> {
    return await runToEnd('chroot', [this.root, ...command]);
  }

  /** The same for a command that has to succeed; answers what it said. */
  async must(...command: readonly string[]): Promise<string> {
    const { status, said } = await this.inside(...command);
    if (status !== 0) throw new Error(`${command.join(' ')}: ${status}\n${said}`);
    return said;
  }

  async #unmount(place: string): Promise<void> {
    await execute('umount', ['--lazy', place]);
    this.#mounts.splice(this.#mounts.indexOf(place), 1);
  }

  /** Takes it away. What is mounted there is this machine's own: it is never gone into. */
  async remove(): Promise<void> {
    for (const place of this.#mounts.toReversed()) await this.#unmount(place);
    const work = join(this.root, '..');
    const folders = ['root', 'upper', 'layer'].map((name) => join(work, name));
    await execute('rm', ['-rf', '--one-file-system', ...folders]);
  }
}
