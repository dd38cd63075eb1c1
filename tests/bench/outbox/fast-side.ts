import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A far side that takes everything at once, as a process of its own. */
export interface FastPortal {
  readonly address: string;
  stop(): Promise<void>;
}

/** @param wanted  its port; any free one by default */
export async function startFastPortal(wanted = 0): Promise<FastPortal> {
  const program = fileURLToPath(new URL('./fast-portal.ts', import.meta.url));
  const peer = spawn(process.execPath, [program, String(wanted)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(peer.stdout, 'data')) as [Buffer];
  return {
    address: `http://127.0.0.1:${String(port).trim()}`,
    stop: async () => {
      const gone = once(peer, 'exit');
      if (peer.kill('SIGKILL')) await gone;
    },
  };
}
