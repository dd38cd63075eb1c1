import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const mainPath = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** As in `npm start`: a young generation of a few megabytes is enough, and saves thirty. */
const heapFlags = ['--max-semi-space-size=2'];

/** As in `npm start`: glibc gives page-sized buffers back instead of keeping them. */
const heapEnvironment = { MALLOC_MMAP_THRESHOLD_: '1048576' };

/** The station as a process of its own, as systemd would run it. */
export class StationProcess {
  readonly #state: string;
  readonly #logPath: string;
  #child: ChildProcess | null = null;
  /** Seconds from the process's start to READY, of each start. */
  readonly startSeconds: number[] = [];
  #startLog: readonly string[] = [];

  readonly #within: readonly string[];
  /** Added to its environment at each start. */
  readonly environment: Record<string, string> = {};
  /** Done before each start. */
  beforeStart: () => Promise<void> = () => Promise.resolve();

  /** @param within  goes before its command: the network namespace where it runs */
  constructor(state: string, logPath: string, within: readonly string[] = []) {
    this.#within = within;
    this.#state = state;
    this.#logPath = logPath;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What it logged in its last start until READY. */
  get startLog(): readonly string[] {
    return this.#startLog;
  }

  /** How the last process ended: exit code or signal. */
  get ending(): string {
    return this.#child?.signalCode ?? `exit ${this.#child?.exitCode ?? 'unknown'}`;
  }

  /**
   * Starts it and waits for READY; its log goes to a file. A start that fails is an error with the last lines.
   *
   * @param environment  what a service manager would add to it
   * @param limitMs  a start that takes longer is ended and fails too
   */
  async start(environment: Readonly<Record<string, string>> = {}, limitMs?: number): Promise<void> {
    await this.beforeStart();
    const begun = performance.now();
    const [program = '', ...args] = [...this.#within, process.execPath, ...heapFlags, mainPath, '--state', this.#state];
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...heapEnvironment, ...this.environment, ...environment },
    });
    this.#child = child;
    const log = createWriteStream(this.#logPath, { flags: 'a', mode: 0o600 });
    const last: string[] = [];
    const logged: string[] = [];
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.stderr.pipe(log, { end: false });
    child.stderr.on('data', (chunk: Buffer) => last.push(chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      let ready = false;
      const lines = createInterface({ input: child.stdout });
      lines.on('line', (line) => {
        log.write(`${line}\n`);
        last.push(line);
        if (last.length > 20) last.shift();
        if (!ready && line.startsWith('{')) logged.push(line);
        if (!line.includes('"msg":"ready"')) return;
        ready = true;
        clearTimeout(timer);
        resolve();
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        log.end();
        clearTimeout(timer);
        reject(new Error(`the station ended (${code ?? signal}) before it was ready:\n${last.join('\n')}`));
      });
    });
    this.startSeconds.push((performance.now() - begun) / 1000);
    this.#startLog = logged;
  }

  /** Waits until the process that was started last is gone, however it ends. */
  async ended(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once('exit', resolve));
  }

  /** Cuts it off as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it as systemd would; answers its exit code, null when a signal ended it or it was not running. */
  async stop(): Promise<number | null> {
    return await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return await ended;
  }
}
