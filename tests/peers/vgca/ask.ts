import { WebSocket } from 'ws';

/** What a screen does: one socket, one frame, one answer. Null when none comes within `patienceMs`. */
export async function askClient(
  url: string,
  frame: string,
  certificatePem: string,
  patienceMs = 20_000,
): Promise<Record<string, unknown> | null> {
  return await new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { ca: certificatePem });
    const timer = setTimeout(() => {
      socket.terminate();
      resolve(null);
    }, patienceMs);
    socket.on('open', () => socket.send(frame));
    socket.on('message', (data) => {
      clearTimeout(timer);
      socket.close();
      resolve(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '{}') as Record<string, unknown>);
    });
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
