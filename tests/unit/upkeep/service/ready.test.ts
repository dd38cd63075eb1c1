import { expect, test } from 'vitest';
import { createLogger } from '../../../../src/common/log.ts';
import { Health, type HealthPart, healthParts } from '../../../../src/upkeep/health/health.ts';
import { announceReady } from '../../../../src/upkeep/service/ready.ts';

const clock = { now: () => 1, monotonic: () => 1 };

/** What is done and told, in order, by a station of which these parts do not answer. */
async function announced(...silent: HealthPart[]): Promise<{ readonly well: boolean; readonly told: string[] }> {
  const told: string[] = [];
  const answers = (part: HealthPart) => () => !silent.includes(part);
  const health = new Health(clock, { web: answers('web'), store: answers('store'), outbox: answers('outbox') });
  const manager = { ready: () => void told.push('READY'), status: () => void told.push('status') };
  const begin = () => void told.push('begun');
  const log = createLogger('silent');
  const well = await announceReady({ health, manager, log, address: 'https://127.0.0.1:1', begin });
  return { well, told };
}

test('READY is told when all parts answer, after everything stands that a running station has', async () => {
  expect(await announced()).toEqual({ well: true, told: ['begun', 'READY', 'status'] });
});

test.each(healthParts)('READY is withheld while %s does not answer', async (part) => {
  expect(await announced(part)).toEqual({ well: false, told: [] });
});
