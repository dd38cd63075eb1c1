import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pins } from '../office/people.ts';
import type { PlayedOffice } from '../office/play.ts';

const main = fileURLToPath(new URL('../../demo/main.ts', import.meta.url));

/** A demo that takes longer than this to open, or to end, is stuck. */
const limitMs = 240_000;

/** `npm run demo` as it runs in a window: it and all that it starts are one process group. */
export class DemoProcess {
  readonly #folder: string;
  readonly #child: ChildProcess;
  #said = '';

  /** @param folder  where its office is kept */
  constructor(folder: string) {
    this.#folder = folder;
    this.#child = spawn(process.execPath, [main, '--folder', folder], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (piece: Buffer) => {
        this.#said += piece.toString('utf8');
      });
    }
  }

  /** All that it has printed. */
  get said(): string {
    return this.#said;
  }

  get isOver(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** What it prints where a trainee reads it: station, switches, accounts; without the one-time code, which changes. */
  get addresses(): readonly string[] {
    return this.#said.split('\n').filter((line) => /https?:\/\/|PIN/.test(line) && !/--code/.test(line));
  }

  /** Waits until it says that everything runs. */
  async opened(): Promise<this> {
    await this.until(() => this.#said.includes('Ctrl+C'));
    return this;
  }

  /** Waits for something that comes before it is stuck. */
  async until(what: () => boolean): Promise<void> {
    const limit = performance.now() + limitMs;
    while (!what()) {
      if (this.isOver) throw new Error(`the demo ended:\n${this.#said}`);
      if (performance.now() > limit) throw new Error(`the demo is stuck:\n${this.#said}`);
      await sleep(2);
    }
  }

  /** The plug is pulled: every process of its group is gone at once. */
  async unplug(): Promise<void> {
    this.#signal('SIGKILL');
    await this.#ended();
  }

  /** Its own process is killed alone, as by a kernel that is out of memory. */
  async killAlone(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended();
  }

  /** Ctrl+C in its window: everything that it started gets it too. Does not wait. */
  interrupt(): void {
    this.#signal('SIGINT');
  }

  /** Ctrl+C, to its end. */
  async stop(): Promise<void> {
    this.interrupt();
    await this.#ended();
  }

  /** The processes that still know its folder by name. */
  get left(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return command.includes(this.#folder) && Number(pid) !== process.pid ? [`${pid} ${command}`] : [];
        } catch {
          return [];
        }
      });
  }

  /** What people at its screens need. */
  office(): PlayedOffice {
    const address = /the station runs at (\S+)/.exec(this.#said)?.[1] ?? '';
    const switches = /mạng và máy quét\s+(\S+)/.exec(this.#said)?.[1] ?? '';
    return {
      address,
      authorityPem: readFileSync(join(this.#folder, 'state/authority.pem'), 'utf8'),
      pins,
      loadPaper: async (id) => {
        // Whoever stands at the scanner waits until there is one.
        for (let tries = 0; ; tries++) {
          const answer = await fetch(`${switches}papers/${id}`, { method: 'POST' }).catch(() => null);
          if (answer?.ok) return;
          if (tries > 1_000) throw new Error('no paper can be put into the scanner');
          await sleep(100);
        }
      },
    };
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined || this.isOver) return;
    process.kill(-pid, signal);
  }

  async #ended(): Promise<void> {
    if (this.isOver) return;
    const timer = setTimeout(() => this.#signal('SIGKILL'), limitMs);
    await new Promise((resolve) => this.#child.once('exit', resolve));
    clearTimeout(timer);
  }
}
