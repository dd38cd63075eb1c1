import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { spawnSupervised, stopChild } from '../../supervision/child.ts';

/** How a run of `scanimage` ended and what it said, bounded. */
export interface RunEnd {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment `scanimage` needs: nothing of the station's own, and English messages in UTF-8. */
export function driverEnvironment(configDir: string | undefined): NodeJS.ProcessEnv {
  const path = process.env['PATH'] ?? '/usr/bin:/bin';
  return { PATH: path, LC_ALL: 'C.UTF-8', ...(configDir === undefined ? {} : { SANE_CONFIG_DIR: configDir }) };
}

/** Runs a short command of `scanimage` to its end, killing it after `timeoutMs`. */
export async function runToEnd(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<RunEnd> {
  const child = spawnSupervised(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = collect(child.stdout, 262_144);
  const stderr = collect(child.stderr, 16_384);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    void stopChild(child, { signal: 'SIGKILL', graceMs: 1_000 });
  }, timeoutMs);
  try {
    await once(child, 'close');
  } catch {
    // No process at all: the same as a program that is not there.
    return { exit: 127, signal: null, timedOut, stdout: '', stderr: '' };
  } finally {
    clearTimeout(timer);
  }
  return { exit: child.exitCode, signal: child.signalCode, timedOut, stdout: stdout(), stderr: stderr() };
}

function collect(stream: Readable | null, limit: number): () => string {
  const pieces: Buffer[] = [];
  let size = 0;
  stream?.on('data', (piece: Buffer) => {
    if (size < limit) pieces.push(piece);
    size += piece.length;
  });
  return () => Buffer.concat(pieces).subarray(0, limit).toString('utf8');
}
