import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { judge } from '../../../../provisioning/package/audit.ts';

const program = fileURLToPath(new URL('../../../../provisioning/package/audit.ts', import.meta.url));
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** npm itself asks a registry of the test, which answers its question about advisories as told. */
async function askNpm(answer: (response: ServerResponse) => void): Promise<{ code: number; said: string }> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith('/security/advisories/bulk')) answer(response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return new Promise((resolve) => {
    // npm keeps what it made of an advisory: not in the cache of whoever runs the tests.
    const cache = mkdtempSync(join(tmpdir(), 'tram-audit-'));
    const env = { ...process.env, npm_config_registry: registry, npm_config_cache: cache };
    execFile(process.execPath, [program], { env }, (error, stdout) => {
      rmSync(cache, { recursive: true, force: true });
      resolve({ code: Number(error?.code ?? 0), said: stdout });
    });
  });
}

function advise(severity: string): (response: ServerResponse) => void {
  const advisory = {
    id: 1,
    url: 'https://example.test/1',
    title: 'a weakness',
    severity,
    vulnerable_versions: '<999.0.0',
  };
  return (response) => response.end(JSON.stringify({ fastify: [{ ...advisory, cwe: ['CWE-1'], cvss: { score: 1 } }] }));
}

test('a registry without advisories against us: none', async () => {
  expect(await askNpm((response) => response.end('{}'))).toEqual({
    code: 0,
    said: '0 packages with known weaknesses\n',
  });
});

test('a grave weakness fails and is named, a moderate one is named only', async () => {
  const grave = await askNpm(advise('high'));
  expect(grave.code).toBe(1);
  expect(grave.said).toContain('high: fastify');
  const moderate = await askNpm(advise('moderate'));
  expect(moderate.code).toBe(0);
  expect(moderate.said).toContain('moderate: fastify');
});

test('a registry that keeps no advisories was not asked: that is not the same as clean', async () => {
  const { code, said } = await askNpm((response) => response.writeHead(405).end());
  expect(code).toBe(69);
  expect(said).toContain('were not asked: 405');
});

test.each(['', 'null', '[]', '{', '{"vulnerabilities":null}'])('what cannot be read (%j) is not clean', (printed) => {
  expect(judge(printed).code).toBe(69);
});
