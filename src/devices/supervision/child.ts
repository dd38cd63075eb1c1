import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

export type { ChildProcess } from 'node:child_process';

/** How a child is started. `env` replaces the whole environment; `stdio` is that of `node:child_process`. */
export interface SuperviseOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: SpawnOptions['stdio'];
  readonly cwd?: string;
}

/** How a child is stopped. */
export interface StopOptions {
  /** The polite signal, SIGTERM by default. */
  readonly signal?: NodeJS.Signals;
  /** How long the child may take over it before SIGKILL, in milliseconds. */
  readonly graceMs: number;
}

/**
 * Starts a child that cannot outlive this process: the kernel sends it SIGKILL when the parent dies, however that
 * happens (prctl(2) PR_SET_PDEATHSIG, by util-linux setpriv). `setpriv` replaces itself by the command, so `child.pid` is
 * the command's own and signals reach it. A command that does not exist exits with 127.
 *
 * The signal belongs to the thread that spawned: call it from the main thread, never from a worker that may end.
 */
export function spawnSupervised(
  command: string,
  args: readonly string[],
  { env, stdio, cwd }: SuperviseOptions = {},
): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    ...(env === undefined ? {} : { env }),
    ...(stdio === undefined ? {} : { stdio }),
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** Whether the child has ended (or could never be started). */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/**
 * Ends a child: the polite signal, and SIGKILL when it has not gone after `graceMs`. Resolves when the child is gone,
 * with `killed` when it took SIGKILL. A child that has already ended is no error.
 */
export async function stopChild(
  child: ChildProcess,
  { signal = 'SIGTERM', graceMs }: StopOptions,
): Promise<'exited' | 'killed'> {
  if (hasEnded(child)) return 'exited';
  const gone = once(child, 'exit');
  let killed = false;
  child.kill(signal);
  const timer = setTimeout(() => {
    killed = true;
    child.kill('SIGKILL');
  }, graceMs);
  try {
    await gone;
  } finally {
    clearTimeout(timer);
  }
  return killed ? 'killed' : 'exited';
}
