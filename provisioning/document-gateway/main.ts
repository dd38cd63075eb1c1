/** The province's document gateway as a process: `npm run gateway -- gateway.toml`. */
import { readConfig } from './config.ts';
import { startGateway } from './gateway.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('gateway: which file? npm run gateway -- gateway.toml\n');
  process.exit(64);
}
const gateway = await startGateway(readConfig(path));
process.stdout.write(`gateway: port ${gateway.port}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
}
