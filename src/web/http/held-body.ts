import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fail } from '../../common/result.ts';
import type { App } from '../app.ts';
import { Refused } from './refused.ts';

/** A file that was sent, held in memory for as long as the request lasts. */
export class HeldBody {
  readonly bytes: Buffer;
  readonly sha256: string;

  constructor(bytes: Buffer, sha256: string) {
    this.bytes = bytes;
    this.sha256 = sha256;
  }
}

/**
 * Reads PDFs and nothing else, each up to `mostBytes`, and `mostAtOnce` at a time, so that files cannot fill the memory.
 * WEB-BODY-TOO-LARGE, VERIFY-BUSY.
 */
export function holdPdfsOnly(scope: App, mostBytes: number, mostAtOnce: number): void {
  let held = 0;
  scope.addHook('onRequest', (_request, reply, done) => {
    if (held >= mostAtOnce) return done(new Refused(fail('VERIFY-BUSY').error));
    held++;
    // Also when the sender has gone.
    reply.raw.once('close', () => held--);
    done();
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/pdf', async (_request: unknown, payload: IncomingMessage) => {
    const hash = createHash('sha256');
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of payload as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > mostBytes) throw new Refused(fail('WEB-BODY-TOO-LARGE').error);
      hash.update(piece);
      pieces.push(piece);
    }
    return new HeldBody(Buffer.concat(pieces), hash.digest('hex'));
  });
}
