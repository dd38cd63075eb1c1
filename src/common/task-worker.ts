import { isMarkedAsUntransferable, parentPort, workerData } from 'node:worker_threads';
import type { Result } from './result.ts';
import type { TaskModule } from './task-pool.ts';

/** A task on its way to a worker. */
export interface TaskRequest {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
}

/** Its end: a result, or the exception that it was. */
export type TaskAnswer =
  | { readonly id: number; readonly result: Result<unknown> }
  | { readonly id: number; readonly message: string; readonly stack: string };

const maxDepth = 4;

/** The memory behind the byte arrays of a value that can be moved to another thread whole. */
export function movable(value: unknown, found = new Set<ArrayBuffer>(), depth = 0): Set<ArrayBuffer> {
  if (value === null || typeof value !== 'object' || depth > maxDepth) return found;
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength } = value;
    // A part of a larger memory (Node's pool of small buffers) is copied: others live in it.
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    if (whole && !isMarkedAsUntransferable(buffer)) found.add(buffer);
    return found;
  }
  for (const part of Object.values(value)) movable(part, found, depth + 1);
  return found;
}

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const loaded = (await import(String(workerData))) as { readonly tasks: TaskModule };
  const answer = async ({ id, task, input }: TaskRequest): Promise<void> => {
    try {
      const run = Object.hasOwn(loaded.tasks, task) ? loaded.tasks[task] : undefined;
      if (run === undefined) throw new Error(`no task ${task}`);
      const result = await run(input as never);
      port.postMessage({ id, result } satisfies TaskAnswer, [...movable(result)]);
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      port.postMessage({ id, message, stack } satisfies TaskAnswer);
    }
  };
  port.on('message', (request: TaskRequest) => void answer(request));
}

if (parentPort !== null) await serve(parentPort);
