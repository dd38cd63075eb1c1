import { execFile } from 'node:child_process';
import { appendFileSync, closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { markOf } from './call-log.ts';

const source = fileURLToPath(new URL('./durable-calls.c', import.meta.url));
const controlBytes = 4096;

/** The library of `durable-calls.c` over one folder: it counts, kills and, when asked to, records. */
export class DurableCalls {
  /** What a program must be started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logPath: string | null;
  readonly #control: number;

  private constructor(environment: Record<string, string>, control: string, logPath: string | null) {
    this.environment = environment;
    this.logPath = logPath;
    this.#control = openSync(control, 'r+');
  }

  /**
   * Compiles the library into `work` for programs that write below `watched`.
   *
   * @param record  whether every call is kept in a log
   */
  static async over(watched: string, work: string, record = false): Promise<DurableCalls> {
    await mkdir(work, { recursive: true });
    const library = join(resolve(work), 'durable-calls.so');
    await promisify(execFile)('gcc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl']);
    const control = join(resolve(work), 'control');
    writeFileSync(control, Buffer.alloc(controlBytes));
    const log = record ? join(resolve(work), 'calls.log') : null;
    if (log) writeFileSync(log, '');
    const environment = {
      LD_PRELOAD: library,
      DURABLE_FOLDER: resolve(watched),
      DURABLE_CONTROL: control,
      ...(log ? { DURABLE_LOG: log } : {}),
    };
    return new DurableCalls(environment, control, log);
  }

  /** The process dies at the n-th point from now; 0: at none. */
  arm(n: number): void {
    this.#put(0, n);
  }

  /** Points until the kill that is armed; 0: none is. */
  get armed(): number {
    return this.#get(0);
  }

  /** Points so far. */
  get passed(): number {
    return this.#get(4);
  }

  /** Kills so far. */
  get kills(): number {
    return this.#get(8);
  }

  /** Where the last kill was: before or after which call, on which path. */
  get lastKill(): string {
    const name = Buffer.alloc(240);
    readSync(this.#control, name, 0, name.length, 16);
    return name.subarray(0, name.indexOf(0)).toString('utf8');
  }

  /** Notes in the log, behind everything that has happened, what somebody outside has seen. */
  mark(seen: unknown): void {
    if (this.logPath) appendFileSync(this.logPath, markOf(seen));
  }

  close(): void {
    closeSync(this.#control);
  }

  #put(at: number, value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    writeSync(this.#control, bytes, 0, 4, at);
  }

  #get(at: number): number {
    const bytes = Buffer.alloc(4);
    readSync(this.#control, bytes, 0, 4, at);
    return bytes.readInt32LE(0);
  }
}

/** A point without what differs from run to run: ids, process numbers, times. */
export function kindOfPoint(name: string): string {
  return name
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replaceAll(/documents\/[0-9a-f]{2}\b/g, 'documents/XX')
    .replaceAll(/\.\d+\.[0-9a-z]+\.new/g, '.new')
    .replaceAll(/\d{4}-?\d{2}-?\d{2}T[0-9-]+Z?/g, 'TIME')
    .replaceAll(/\d{8,}/g, 'N');
}
