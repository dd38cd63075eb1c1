import type { Result } from '../../common/result.ts';
import { TaskPool } from '../../common/task-pool.ts';
import type { LineSettings } from '../../portal/index.ts';
import type { DocumentHandle } from '../../store/documents/documents.ts';
import type { ExpectedSignature, Written } from '../tasks.ts';
import type { tasks } from './thread-module.ts';

/** One copy to be extended, and all that the thread needs to know. */
export interface ExtendTask {
  readonly sealed: DocumentHandle;
  readonly sealedSha256: string;
  readonly into: DocumentHandle;
  readonly expected: readonly ExpectedSignature[];
  readonly trustAnchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly timestampAnchors: readonly Uint8Array[];
  readonly authorityUrl: string;
  readonly hosts: readonly string[];
  /** The office's way out: the services are reached by it too. */
  readonly line: LineSettings;
  /** Until the last byte of one answer, milliseconds. */
  readonly answerMs: number;
  /** The wall clock when the task is given, epoch milliseconds. */
  readonly now: number;
}

/** Where copies are extended: a thread of its own, since it waits for services that may never answer. */
export interface ExtensionThread {
  /** Asks the services, verifies the whole file, and only then writes it. */
  extend(task: ExtendTask): Promise<Result<Written>>;
  /** Gives the thread up; the next task starts another. What it was doing gets TASK-WORKER-DIED. */
  rest(): Promise<void>;
}

/**
 * @param limitMs    for one copy, milliseconds
 * @param onCarried  told what the questions carried, bytes by line
 */
export function extensionThread(
  limitMs: number,
  onCarried?: (bytes: Readonly<Record<string, number>>) => void,
): ExtensionThread {
  const open = () =>
    new TaskPool<typeof tasks>(new URL('./thread-module.ts', import.meta.url), { size: 1, timeoutMs: limitMs });
  let pool = open();
  return {
    extend: async (task) => {
      const ended = await pool.run('extend', task);
      if (!ended.ok) return ended;
      onCarried?.(ended.value.carried);
      return ended.value.written;
    },
    rest: async () => {
      const tired = pool;
      pool = open();
      await tired.close();
    },
  };
}
