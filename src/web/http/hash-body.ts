import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fail } from '../../common/result.ts';
import type { App } from '../app.ts';
import { Refused } from './refused.ts';

/** A file that was sent, of which only this is kept. */
export class HashedBody {
  readonly sha256: string;
  readonly length: number;

  constructor(sha256: string, length: number) {
    this.sha256 = sha256;
    this.length = length;
  }
}

/** Reads PDFs and nothing else, piece by piece: whatever its size, a file is hashed and never held. WEB-BODY-TOO-LARGE. */
export function hashPdfsOnly(scope: App, mostBytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/pdf', async (_request: unknown, payload: IncomingMessage) => {
    const hash = createHash('sha256');
    let length = 0;
    for await (const piece of payload as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > mostBytes) throw new Refused(fail('WEB-BODY-TOO-LARGE').error);
      hash.update(piece);
    }
    return new HashedBody(hash.digest('hex'), length);
  });
}
