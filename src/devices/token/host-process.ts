import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { spawnSupervised, stopChild } from '../supervision/child.ts';
import { type Frame, FrameDecoder } from './frames.ts';

/** What a host does next: a frame, or why there will be none. */
export type HostEvent = Frame | 'late' | 'ended' | 'garbled';

export interface HostProcessOptions {
  readonly modulePath: string;
  /** The host's environment, besides PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the module's own prints go: nowhere, or a descriptor. They may hold anything, so they are never logged. */
  readonly moduleOutput: 'ignore' | number;
}

/** How long a killed host may take to go, and its last words to arrive, in milliseconds. */
const killMs = 2_000;
const drainMs = 100;

const hostProgram = fileURLToPath(new URL('./host.ts', import.meta.url));

/** One run of the host program, and its frames in order. */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #requests: Writable;
  readonly #decoder = new FrameDecoder();
  readonly #arrived: Frame[] = [];
  #over: 'ended' | 'garbled' | undefined;
  #wake: (() => void) | undefined;

  constructor({ modulePath, env, moduleOutput }: HostProcessOptions) {
    // No core file may hold a PIN; `prlimit` replaces itself by the command.
    this.#child = spawnSupervised('prlimit', ['--core=0:0', '--', process.execPath, hostProgram, modulePath], {
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', ...compileCache(), ...env },
      stdio: ['pipe', moduleOutput, moduleOutput, 'pipe'],
    });
    const [requests, , , answers] = this.#child.stdio;
    // With `pipe` both are always there: the types do not know which descriptors were asked for.
    this.#requests = requests as Writable;
    this.#requests.on('error', () => this.#end('ended'));
    (answers as Readable).on('data', (piece: Buffer) => this.#receive(piece));
    (answers as Readable).on('error', () => this.#end('ended'));
    this.#child.on('error', () => this.#end('ended'));
    // What was written before the exit is still read; a helper that the module left behind may hold the pipe open.
    this.#child.on('exit', () => setTimeout(() => this.#end('ended'), drainMs));
    (answers as Readable).on('end', () => this.#end('ended'));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether no more frames will come than those that have arrived. */
  get over(): boolean {
    return this.#over !== undefined;
  }

  /** Whether a frame waits to be read. */
  get hasArrived(): boolean {
    return this.#arrived.length > 0;
  }

  /** How it ended, for the log: exit code or signal. */
  get ending(): string {
    return this.#child.signalCode ?? `exit ${this.#child.exitCode ?? 'unknown'}`;
  }

  /** Writes a frame and zeroes it once the pipe has it, or will never have it. */
  write(frame: Buffer): void {
    this.#requests.write(frame, () => frame.fill(0));
  }

  /** The next event, waiting `limitMs` for it at most. */
  async next(limitMs: number): Promise<HostEvent> {
    if (this.#arrived.length === 0 && this.#over === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const timer = setTimeout(resolve, limitMs);
      await promise;
      clearTimeout(timer);
      this.#wake = undefined;
    }
    return this.#arrived.shift() ?? this.#over ?? 'late';
  }

  /** Ends it at once. A process that the kernel cannot end (a driver stuck in a system call) is not waited for. */
  async kill(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, killMs);
    await Promise.race([stopChild(this.#child, { signal: 'SIGKILL', graceMs: killMs }), promise]);
    clearTimeout(timer);
    this.#end('ended');
  }

  #receive(piece: Buffer): void {
    const frames = this.#decoder.push(piece);
    if (frames === undefined) {
      this.#end('garbled');
      return;
    }
    this.#arrived.push(...frames);
    this.#wake?.();
  }

  #end(how: 'ended' | 'garbled'): void {
    this.#over ??= how;
    this.#wake?.();
  }
}

/** Where stripped and compiled modules are kept: the host then starts without Node's type stripper. */
function compileCache(): Record<string, string> {
  const folder = process.env['NODE_COMPILE_CACHE'];
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
}
