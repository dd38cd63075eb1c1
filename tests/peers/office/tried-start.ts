import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** What came of a start: its exit code, or `ready` once it is; and everything that it said until then. */
export interface Tried {
  readonly exit: number | null | 'ready';
  readonly said: string;
}

/** Starts a station on a state folder, which may refuse. The process is the caller's to end. */
export function tryStation(
  state: string,
  environment: Readonly<Record<string, string>> = {},
): { readonly child: ChildProcess; readonly outcome: Promise<Tried> } {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [main, '--state', state], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  const ready = new Promise<'ready'>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.includes('"msg":"ready"')) resolve('ready');
      });
    }
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, outcome: Promise.race([ready, ended]).then((exit) => ({ exit, said })) };
}

/** The code with which a start said no. */
export function startCode(said: string): string | undefined {
  return /START-[A-Z-]+/.exec(said)?.[0];
}
