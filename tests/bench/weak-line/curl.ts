import { spawn } from 'node:child_process';
import { type LinkPeer, startLinkPeer } from '../../peers/link/index.ts';
import { startPutServer } from './put-server.ts';
import { type Contender, carriedBy, type LineCase, shapeFor } from './weak-line.ts';

/**
 * The peer: curl sends each file by PUT until it is through; after a break it begins the file anew, or (`resumes`) asks how
 * much is there and goes on behind it, as `curl -C` does. Stopped after `mostMs`.
 */
export async function measureCurl(one: LineCase, file: string, resumes: boolean, mostMs: number): Promise<Contender> {
  const server = await startPutServer(resumes);
  const link = await startLinkPeer(server.port);
  try {
    shapeFor(link, one);
    const begun = performance.now();
    const left = (): number => mostMs - (performance.now() - begun);
    let through = 0;
    for (let n = 0; n < one.dossiers && left() > 0; n++) {
      const name = `/${n}`;
      while (left() > 0 && server.lengthOf(name) < one.bytes) {
        const from = resumes ? await lengthThere(link, name, left()) : 0;
        if (from === null) continue;
        const resume = from > 0 ? ['-C', String(from)] : [];
        await curl(['-T', file, '-H', 'Expect:', ...resume, `http://127.0.0.1:${link.port}${name}`], left());
      }
      if (server.lengthOf(name) >= one.bytes) through += 1;
    }
    return { through, seconds: (performance.now() - begun) / 1000, wireBytes: carriedBy(link) };
  } finally {
    await link.close();
    await server.close();
  }
}

async function lengthThere(link: LinkPeer, name: string, mostMs: number): Promise<number | null> {
  const { code, output } = await curl(['-I', `http://127.0.0.1:${link.port}${name}`], mostMs);
  const length = /^x-length: (\d+)/im.exec(output)?.[1];
  return code === 0 && length !== undefined ? Number(length) : null;
}

function curl(words: readonly string[], mostMs: number): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('curl', ['-s', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
    const timer = setTimeout(() => child.kill(), Math.max(0, mostMs));
    let output = '';
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}
