/** Counts the use of a line until it is killed: an argument names the state folder, the key comes with it. */
import { systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import { LineUse } from '../../../../src/portal/line/line-use.ts';
import { openStore } from '../../../../src/store/index.ts';

const [folder = '', key = ''] = process.argv.slice(2);
const log = createLogger('silent');
const store = openStore(folder, Buffer.from(key, 'hex'), systemClock, log);
const use = new LineUse({ store, clock: systemClock, log, isTrusted: () => true });
use.add('4G', 1_000_000);
use.ahead('4G', 200_000);
use.add('4G', 1_000);
process.stdout.write('counted\n');
setInterval(() => {}, 1_000);
