/**
 * `npm run campaign -- --kills N --seed S [--json]`: a working office whose station is killed N times by chance, at a
 * durable call or at any moment, while several people go on with several dossiers and the portal and the gateway
 * misbehave now and then. The last line is JSON, with the time that the starts took; the exit code is 0 only if nothing was doubled, lost or stuck.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCampaign } from './run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('--kills and --seed are whole numbers');
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'tram-campaign-'));
try {
  const tell = (line: string): void => {
    if (!values.json) console.log(line);
  };
  const result = await runCampaign({ folder, kills, seed, tell });
  console.log(JSON.stringify(result));
  process.exitCode = result.doubled + result.lost + result.stuck + result.broken === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
