/** `node rescue-program.ts STATE`: what a station's start does about damaged databases. Prints what was brought back. */
import { unwrap } from '../../../src/common/result.ts';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { rescueStore } from '../../../src/upkeep/rescue/rescue.ts';

const [state = ''] = process.argv.slice(2);
const clock = { now: Date.now, monotonic: () => performance.now() };
const rescued = unwrap(await rescueStore(state, await readStationKey(state), clock));
process.stdout.write(JSON.stringify(rescued.map(({ database }) => database)));
