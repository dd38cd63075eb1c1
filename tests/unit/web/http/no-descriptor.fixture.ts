/**
 * `node no-descriptor.fixture.ts FOLDER`, with few descriptors: a server whose address is missing listens, and from then
 * on no descriptor is free for a while. Ends with 0 when it has lived through that and could be closed.
 */
import { closeSync, openSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import Fastify from 'fastify';
import { createLogger } from '../../../../src/common/log.ts';
import type { App } from '../../../../src/web/app.ts';
import { Listening } from '../../../../src/web/http/listening.ts';

const [, , state = ''] = process.argv;
const taken: number[] = [];
function takeAll(): void {
  for (;;) {
    try {
      taken.push(openSync('/dev/null', 'r'));
    } catch {
      return;
    }
  }
}

const app = Fastify();
app.addHook('onListen', async () => takeAll());
const listening = new Listening({
  ...{ state, wanted: { host: '192.0.2.1', port: 0 } },
  ...{ log: createLogger('silent'), onChange: () => {} },
});
await listening.open(app as unknown as App);
let blind = false;
try {
  networkInterfaces();
} catch {
  blind = true;
}
// An unhandled rejection would have ended it by the next turn.
await new Promise((resolve) => setImmediate(resolve));
for (const one of taken) closeSync(one);
await Promise.all([listening.close(), app.close()]);
process.exitCode = blind && listening.absent === '192.0.2.1' ? 0 : 3;
