import type { IncomingMessage } from 'node:http';
import { fail } from '../../common/result.ts';
import { limits } from '../../devices/token/index.ts';
import type { App } from '../app.ts';
import { Refused } from './refused.ts';

/**
 * Reads a PIN: the raw body as one small Buffer and never as text, which could not be wiped. The pieces in which it
 * came are zeroed at once; what the handler got is zeroed by `carryOut`, and here again when the answer is out.
 */
export function acceptPinsOnly(scope: App): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/octet-stream', async (_request: unknown, payload: IncomingMessage) => {
    return await readPin(payload);
  });
  scope.addHook('onResponse', (request, _reply, done) => {
    if (Buffer.isBuffer(request.body)) request.body.fill(0);
    done();
  });
}

/** More than any PIN, and still read to its end: a connection cut off while it sends would lose the answer. */
const patience = 64 * 1024;

async function readPin(payload: AsyncIterable<unknown>): Promise<Buffer> {
  const pin = Buffer.alloc(limits.pinBytesMax);
  let length = 0;
  for await (const piece of payload) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('a body came as text');
    if (length + piece.length <= pin.length) piece.copy(pin, length);
    length += piece.length;
    piece.fill(0);
    if (length > patience) break;
  }
  if (length <= pin.length) return pin.subarray(0, length);
  pin.fill(0);
  throw new Refused(fail('WEB-BODY-TOO-LARGE').error);
}
