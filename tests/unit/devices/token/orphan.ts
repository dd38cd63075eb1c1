/** A station that is killed: opens a port, prints the host's process id, then starts a job that never ends. */
import { systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import { ModulePort } from '../../../../src/devices/token/index.ts';

const [modulePath = '', certificateSha256 = '', pin = '', env = '{}'] = process.argv.slice(2);
const port = new ModulePort({
  modulePath,
  env: JSON.parse(env) as Record<string, string>,
  clock: systemClock,
  log: createLogger('silent'),
});
await port.inspect();
process.stdout.write(`${port.hostPid}\n`);
await port.signDigests({ certificateSha256, digests: [Buffer.alloc(32)], pin: Buffer.from(pin), allowFinalTry: false });
