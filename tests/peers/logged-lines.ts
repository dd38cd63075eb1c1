import { Writable } from 'node:stream';
import { createLogger } from '../../src/common/log.ts';

/** The program's own log, and its lines as they were written. */
export function loggedLines() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger(
    'info',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    }),
  );
  return { log, lines };
}
