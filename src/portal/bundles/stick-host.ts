import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '../../common/result.ts';
import { type ChildProcess, spawnSupervised } from '../../devices/supervision/child.ts';
import type { BundleFile, Stick, StickContent } from './stick.ts';
import { encodeFrame, FrameReader, type StickFrame, type StickRequest } from './stick-frames.ts';
import type { FileForStick, StickPort } from './stick-port.ts';

/** How long the program may be silent before the stick counts as hanging, and idle; milliseconds. */
export interface StickLimits {
  /** Looking at what is there. */
  readonly lookMs: number;
  /** A piece that is read or written, to the end of what the stick has to do for it. */
  readonly pieceMs: number;
  /** A program that nobody asks, and that has no bundle open, ends after that time. */
  readonly idleMs: number;
}
export const stickLimits: StickLimits = { lookMs: 10_000, pieceMs: 60_000, idleMs: 30_000 };

const program = fileURLToPath(new URL('./stick-program.ts', import.meta.url));

/**
 * A stick, touched by a program of its own that can be killed. One that does not answer in time is given up with
 * STICK-HANGING; while the kernel cannot end that program (it is stuck in the stick's driver), no further one is started.
 */
export class StickHost implements StickPort {
  readonly #limits: StickLimits;
  #child: ChildProcess | null = null;
  /** What the program has said and nobody has read yet. */
  readonly #said: (StickFrame | 'ended')[] = [];
  #wake: (() => void) | null = null;
  #idle: NodeJS.Timeout | null = null;
  /** Killed, and not gone yet. */
  #stuck = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<StickLimits> = {}) {
    this.#limits = { ...stickLimits, ...limits };
  }

  /** The program's process, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async open(folder: string): Promise<Result<Stick>> {
    return await this.#ask<Stick>({ call: 'open', folder }, this.#limits.lookMs);
  }

  async prepare(folder: string): Promise<Result<Stick>> {
    return await this.#ask<Stick>({ call: 'prepare', folder });
  }

  async list({ folder }: Stick): Promise<Result<StickContent>> {
    return await this.#ask<StickContent>({ call: 'list', folder }, this.#limits.lookMs);
  }

  async copy({ folder }: Stick, name: string, from: FileForStick): Promise<Result<void>> {
    const { path, length, sha256 } = from;
    return await this.#ask<void>({ call: 'copy', folder, name, from: { path, length, sha256 } });
  }

  async put({ folder }: Stick, name: string, text: string): Promise<Result<void>> {
    return await this.#ask<void>({ call: 'put', folder, name, text });
  }

  async readCard({ folder }: Stick, name: string): Promise<Result<Buffer>> {
    const { answer, bytes } = await this.#turnOf({ call: 'read-card', folder, name }, this.#limits.lookMs);
    const read = answer as Result<void>;
    return read.ok ? ok(bytes) : read;
  }

  async openBundle({ folder }: Stick, name: string): Promise<Result<BundleFile>> {
    const opened = await this.#ask<void>({ call: 'open-bundle', folder, name });
    if (!opened.ok) return opened;
    return ok({
      next: async () => {
        const { answer, bytes } = await this.#turnOf({ call: 'next' });
        const read = answer as Result<null | undefined>;
        return read.ok ? ok(read.value === null ? null : bytes) : read;
      },
      close: async () => {
        // A program that is gone has closed it.
        if (this.#child) await this.#turnOf({ call: 'close' });
      },
    });
  }

  async wipe({ folder }: Stick, name: string): Promise<'wiped' | 'absent' | 'left'> {
    const { answer } = await this.#turnOf({ call: 'wipe', folder, name });
    return answer === 'wiped' || answer === 'absent' ? answer : 'left';
  }

  /** Ends the program. */
  stop(): void {
    this.#child?.kill('SIGKILL');
  }

  async #ask<T>(request: StickRequest, limitMs?: number): Promise<Result<T>> {
    return (await this.#turnOf(request, limitMs)).answer as Result<T>;
  }

  /** One request after another. The answer is what the program answered, or a failure in its place. */
  async #turnOf(
    request: StickRequest,
    limitMs = this.#limits.pieceMs,
  ): Promise<{ readonly answer: unknown; readonly bytes: Buffer }> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    try {
      return await this.#exchange(request, limitMs);
    } finally {
      resolve();
    }
  }

  async #exchange(
    request: StickRequest,
    limitMs: number,
  ): Promise<{ readonly answer: unknown; readonly bytes: Buffer }> {
    const nothing = Buffer.alloc(0);
    if (this.#stuck) return { answer: fail('STICK-HANGING'), bytes: nothing };
    // What was open is gone with the program that had it open.
    if (this.#child === null && (request.call === 'next' || request.call === 'close')) {
      return { answer: fail('STICK-GONE'), bytes: nothing };
    }
    const child = this.#child ?? this.#start();
    if (this.#idle) clearTimeout(this.#idle);
    (child.stdin as Writable).write(encodeFrame(request));
    for (;;) {
      const frame = await this.#next(limitMs);
      if (frame === 'late') {
        this.#stuck = true;
        child.kill('SIGKILL');
        return { answer: fail('STICK-HANGING'), bytes: nothing };
      }
      if (frame === 'ended') return { answer: fail('STICK-GONE'), bytes: nothing };
      if (frame.said === 'at-work') continue;
      const { answer } = frame.said as { readonly answer: Result<unknown> | string };
      const opened = request.call === 'open-bundle' && typeof answer !== 'string' && answer.ok;
      // Whoever reads a bundle comes back to close it, however long a piece of it takes.
      if (!opened && request.call !== 'next') this.#rest(child);
      return { answer, bytes: frame.bytes };
    }
  }

  /** A program that ends is asked nothing more: what comes up meanwhile is for the next one. */
  #rest(child: ChildProcess): void {
    this.#idle = setTimeout(() => {
      if (this.#child === child) this.#child = null;
      (child.stdin as Writable).end();
    }, this.#limits.idleMs).unref();
  }

  /** The program's next word. */
  async #next(limitMs: number): Promise<StickFrame | 'late' | 'ended'> {
    if (this.#said.length === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const timer = setTimeout(resolve, limitMs);
      await promise;
      clearTimeout(timer);
      this.#wake = null;
    }
    return this.#said.shift() ?? 'late';
  }

  #hear(word: StickFrame | 'ended'): void {
    this.#said.push(word);
    this.#wake?.();
  }

  #start(): ChildProcess {
    const cache = process.env['NODE_COMPILE_CACHE'];
    const child = spawnSupervised('prlimit', ['--core=0:0', '--', process.execPath, '--no-warnings', program], {
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', ...(cache ? { NODE_COMPILE_CACHE: cache } : {}) },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child = child;
    this.#said.length = 0;
    const over = (): void => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#stuck = false;
      this.#hear('ended');
    };
    const reader = new FrameReader();
    // With `pipe` both are always there: the types do not know which descriptors were asked for.
    (child.stdout as Readable).on('data', (piece: Buffer) => {
      // What one says late is no answer to what the next one is asked.
      if (this.#child !== child) return;
      try {
        for (const frame of reader.push(piece)) this.#hear(frame);
      } catch {
        // It says something else than it should: it is not asked any more.
        child.kill('SIGKILL');
      }
    });
    (child.stdin as Writable).on('error', () => undefined);
    child.on('error', over);
    child.on('exit', over);
    // An idle program keeps nothing waiting that wants to end.
    child.unref();
    for (const pipe of [child.stdin, child.stdout]) (pipe as unknown as { unref?: () => void } | null)?.unref?.();
    return child;
  }
}
