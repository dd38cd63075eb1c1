import { Worker } from 'node:worker_threads';
import type { Code } from './codes/index.ts';
import { fail, type Result } from './result.ts';
import type { TaskAnswer, TaskRequest } from './task-worker.ts';

/**
 * What a task module exports as `tasks`: functions by name, each from one message to a `Result`. What they take and give must
 * survive the structured clone of worker threads; byte arrays in the answer are moved, not copied.
 */
export type TaskModule = Readonly<Record<string, (input: never) => Result<unknown> | Promise<Result<unknown>>>>;

type InputOf<T extends TaskModule, K extends keyof T> = Parameters<T[K]>[0];
type OutputOf<T extends TaskModule, K extends keyof T> = Awaited<ReturnType<T[K]>>;

export interface TaskPoolOptions {
  /** Workers at most; they start when there is work for them. */
  readonly size: number;
  /** A task that takes longer is ended with TASK-TIMEOUT; five minutes by default. */
  readonly timeoutMs?: number;
}

export interface RunOptions {
  /** Buffers of the input to move to the worker: they are empty here afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Replaces the pool's limit for this task. */
  readonly timeoutMs?: number;
}

interface Pending {
  readonly request: TaskRequest;
  readonly transfer: readonly ArrayBuffer[];
  readonly timeoutMs: number;
  readonly resolve: (result: Result<unknown>) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  readonly worker: Worker;
  current: Pending | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Runs the tasks of one module on worker threads, so that heavy work never holds up the main thread. Tasks are begun in the
 * order they were given. A worker that dies or hangs costs only the task it had (TASK-WORKER-DIED with facts {task, reason},
 * TASK-TIMEOUT with {task}); another takes its place. An exception inside a task is a bug and is thrown here again.
 *
 * `new TaskPool<typeof tasks>(new URL('./tasks.ts', import.meta.url), { size: 2 })`
 */
export class TaskPool<T extends TaskModule> {
  readonly #module: URL;
  readonly #size: number;
  readonly #timeoutMs: number;
  readonly #slots = new Set<Slot>();
  readonly #queue: Pending[] = [];
  #nextId = 1;
  #closed = false;

  constructor(module: URL, { size, timeoutMs = 300_000 }: TaskPoolOptions) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError('a pool needs at least one worker');
    this.#module = module;
    this.#size = size;
    this.#timeoutMs = timeoutMs;
  }

  /** Runs a task and gives its result. */
  run<K extends keyof T & string>(
    task: K,
    input: InputOf<T, K>,
    { transfer = [], timeoutMs = this.#timeoutMs }: RunOptions = {},
  ): Promise<OutputOf<T, K> | Result<never>> {
    if (this.#closed) return Promise.resolve(fail('TASK-WORKER-DIED', { task }));
    return new Promise((resolve, reject) => {
      this.#queue.push({
        request: { id: this.#nextId++, task, input },
        transfer,
        timeoutMs,
        resolve: resolve as (result: Result<unknown>) => void,
        reject,
      });
      this.#assign();
    });
  }

  /** Ends the workers. Tasks not done yet get TASK-WORKER-DIED, and so does everything given later. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { resolve, request } of this.#queue.splice(0)) {
      resolve(fail('TASK-WORKER-DIED', { task: request.task }));
    }
    await Promise.all([...this.#slots].map((slot) => slot.worker.terminate()));
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      const slot = this.#freeSlot();
      const pending = this.#queue[0];
      if (slot === undefined || pending === undefined) return;
      this.#queue.shift();
      this.#begin(slot, pending);
    }
  }

  #freeSlot(): Slot | undefined {
    for (const slot of this.#slots) if (slot.current === undefined) return slot;
    return this.#slots.size < this.#size ? this.#start() : undefined;
  }

  #begin(slot: Slot, pending: Pending): void {
    try {
      slot.worker.postMessage(pending.request, [...pending.transfer]);
    } catch (error) {
      pending.reject(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    slot.current = pending;
    slot.worker.ref();
    slot.timer = setTimeout(() => {
      this.#lose(slot, 'TASK-TIMEOUT');
      void slot.worker.terminate();
    }, pending.timeoutMs);
  }

  #start(): Slot {
    const worker = new Worker(new URL('./task-worker.ts', import.meta.url), {
      workerData: this.#module.href,
      // Flags of the main program, such as a script given on the command line, mean nothing to a worker.
      execArgv: [],
    });
    const slot: Slot = { worker, current: undefined, timer: undefined };
    // An idle worker keeps nobody from ending.
    worker.unref();
    worker.on('message', (answer: TaskAnswer) => this.#finish(slot, answer));
    worker.on('error', (error) => this.#lose(slot, 'TASK-WORKER-DIED', nameOf(error)));
    worker.on('exit', (code) => this.#lose(slot, 'TASK-WORKER-DIED', `exit ${code}`));
    this.#slots.add(slot);
    return slot;
  }

  #finish(slot: Slot, answer: TaskAnswer): void {
    const pending = slot.current;
    if (pending?.request.id !== answer.id) return;
    clearTimeout(slot.timer);
    slot.current = undefined;
    slot.worker.unref();
    if ('result' in answer) pending.resolve(answer.result);
    else pending.reject(Object.assign(new Error(answer.message), { stack: answer.stack }));
    this.#assign();
  }

  #lose(slot: Slot, code: Code, reason?: string): void {
    if (!this.#slots.delete(slot)) return;
    clearTimeout(slot.timer);
    const task = slot.current?.request.task ?? '';
    slot.current?.resolve(fail(code, reason === undefined ? { task } : { task, reason }));
    slot.current = undefined;
    if (!this.#closed) this.#assign();
  }
}

/** The kind of an error; its message might quote what the task worked on. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
