import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../../../src/common/log.ts';
import type { App } from '../../../../src/web/app.ts';
import { Listening } from '../../../../src/web/http/listening.ts';
import { scratchBase } from '../../../peers/scratch.ts';
import { testTls } from '../support/served.ts';

let state: string;
let app: App;
beforeEach(async () => {
  state = mkdtempSync(join(scratchBase(), 'tram-listening-'));
  const { keyPem: key, certificatePem: cert } = (await testTls()).server;
  app = Fastify({ https: { key, cert } }).withTypeProvider<TypeBoxTypeProvider>();
  app.get('/', () => 'here');
});
afterEach(() => rmSync(state, { recursive: true }));

const listeningAt = (host: string) =>
  new Listening({ state, wanted: { host, port: 0 }, log: createLogger('silent'), onChange: () => {} });

async function statusOf(address: string): Promise<number | undefined> {
  const { authority } = await testTls();
  return await new Promise((resolve, reject) => {
    const request = get(address, { ca: authority.certificatePem, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
}

it('at an address that is not on this machine: the machine itself is served, and the missing address is named', async () => {
  // TEST-NET-1: nobody's.
  const listening = listeningAt('192.0.2.1');
  const address = await listening.open(app);
  expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect([listening.absent, listening.atBox]).toEqual(['192.0.2.1', address]);
  expect(await statusOf(address)).toBe(200);
  // The next start looks for the address of the settings again.
  expect(readdirSync(state)).toEqual([]);
  await Promise.all([listening.close(), app.close()]);
});

it.each(['127.0.0.1', '0.0.0.0'])('at %s there is no address to miss', async (host) => {
  const listening = listeningAt(host);
  await listening.open(app);
  expect(listening.absent).toBeNull();
  await Promise.all([listening.close(), app.close()]);
});

it('a connection that cannot be taken ends nothing', async () => {
  const listening = listeningAt('127.0.0.1');
  const address = await listening.open(app);
  // What Node tells when accept(2) fails.
  app.server.emit('error', Object.assign(new Error('accept ENOBUFS'), { code: 'ENOBUFS', syscall: 'accept' }));
  expect(await statusOf(address)).toBe(200);
  await Promise.all([listening.close(), app.close()]);
});

it('a look that no descriptor is free for is made later: nobody is left without a service', async () => {
  const program = new URL('no-descriptor.fixture.ts', import.meta.url).pathname;
  const child = spawn('prlimit', ['--nofile=128', '--', process.execPath, program, state], { stdio: 'ignore' });
  expect(await once(child, 'close')).toEqual([0, null]);
});
