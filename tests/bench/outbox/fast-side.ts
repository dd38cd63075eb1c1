import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A far side that takes everything at once, as a process of its own. */
export interface FastPortal {
  readonly address: string;
  /** It hears nothing and answers nothing until it goes on. */
  pause(): void;
  goOn(): void;
  stop(): void;
}

export async function startFastPortal(): Promise<FastPortal> {
  const peer = spawn(process.execPath, [fileURLToPath(new URL('./fast-portal.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(peer.stdout, 'data')) as [Buffer];
  return {
    address: `http://127.0.0.1:${String(port).trim()}`,
    pause: () => void peer.kill('SIGSTOP'),
    goOn: () => void peer.kill('SIGCONT'),
    stop: () => void peer.kill('SIGKILL'),
  };
}
