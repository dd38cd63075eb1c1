/**
 * `npm run campaign -- --kills N --seed S [--link flickering|steady] [--json]`: a working office whose station is killed N
 * times by chance, at a durable call or at any moment, while several people go on with several dossiers, the portal and the
 * gateway misbehave now and then, and the line between them and the station (by default) is there for about twenty seconds
 * and away for about forty. Afterwards nobody kills any more, the line stays as it was, and every dossier has to be confirmed.
 *
 * The last line is JSON; the exit code is 0 only if nothing was doubled, lost, stuck or broken.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isLink, links, runCampaign } from './run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    link: { type: 'string', default: 'flickering' },
    json: { type: 'boolean', default: false },
  },
});
const [kills, seed, { link }] = [Number(values.kills), Number(values.seed), values];
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || !isLink(link)) {
  console.error(`--kills and --seed are whole numbers, --link is ${links.join(' or ')}`);
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'tram-campaign-'));
try {
  const tell = (line: string): void => {
    if (!values.json) console.log(line);
  };
  const result = await runCampaign({ folder, kills, seed, link, tell });
  console.log(JSON.stringify(result));
  process.exitCode = result.doubled + result.lost + result.stuck + result.broken === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
