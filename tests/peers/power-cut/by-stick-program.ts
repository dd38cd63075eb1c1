/** `node by-stick-program.ts RUN PORTAL GATEWAY`: carries by a stick what waits, to the end. */
import { carryAll } from './by-stick.ts';

const [run = '', portal = '', gateway = ''] = process.argv.slice(2);
await carryAll(run, { portal, gateway });
