/** A stand-in for the part of systemd that a `Type=notify` service speaks to: it keeps what it was told, and by whom. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One datagram: the pid is the kernel's word, not the sender's. */
export interface Notice {
  readonly pid: number;
  readonly message: string;
}

export class ServiceManagerPeer {
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly notices: Notice[] = [];

  private constructor(folder: string, child: ChildProcess) {
    this.#folder = folder;
    this.#child = child;
  }

  static async start(): Promise<ServiceManagerPeer> {
    const folder = await mkdtemp(join(tmpdir(), 'tram-notify-'));
    const script = fileURLToPath(new URL('listen.py', import.meta.url));
    const child = spawn('python3', [script, join(folder, 'socket')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const peer = new ServiceManagerPeer(folder, child);
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the listener ended: ${code}`)));
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        const told = JSON.parse(line) as Notice | { listening: true };
        if ('listening' in told) resolve();
        else peer.notices.push(told);
      });
    });
    return peer;
  }

  /** The path for `NOTIFY_SOCKET`. */
  get socket(): string {
    return join(this.#folder, 'socket');
  }

  async stop(): Promise<void> {
    this.#child.removeAllListeners('exit');
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
