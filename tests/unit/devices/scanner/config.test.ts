import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSaneConfig } from '../../../../src/devices/scanner/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-sane-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('only the wanted back ends are loaded, and nothing is searched for on the network', async () => {
  const network = [{ name: 'Máy quét tầng 2', url: 'http://10.0.0.7/eSCL' }];
  const result = await writeSaneConfig(folder, { backends: ['fujitsu', 'fujitsu'], network, files: { test: 'x 1\n' } });
  expect(result).toEqual({ ok: true, value: `${folder}:` });
  expect(await readFile(join(folder, 'dll.conf'), 'utf8')).toBe('fujitsu\nairscan\n');
  expect(await readdir(join(folder, 'dll.d'))).toEqual([]);
  expect(await readFile(join(folder, 'test.conf'), 'utf8')).toBe('x 1\n');
  expect(await readFile(join(folder, 'airscan.conf'), 'utf8')).toBe(
    '[devices]\n"Máy quét tầng 2" = http://10.0.0.7/eSCL, eSCL\n[options]\ndiscovery = disable\nws-discovery = off\n',
  );
});

test('without scanners on the network sane-airscan is not loaded', async () => {
  await writeSaneConfig(folder, { backends: ['epsonds'], network: [] });
  expect(await readFile(join(folder, 'dll.conf'), 'utf8')).toBe('epsonds\n');
});

test.each([
  [{ backends: ['../x'], network: [] }, 'backend'],
  [{ backends: [], network: [{ name: 'a" = disable\n"b', url: 'http://10.0.0.7/eSCL' }] }, 'name'],
  [{ backends: [], network: [{ name: 'a:b', url: 'http://10.0.0.7/eSCL' }] }, 'name'],
  [{ backends: [], network: [{ name: 'a', url: 'file:///etc/passwd' }] }, 'url'],
  [{ backends: [], network: [{ name: 'a', url: 'http://10.0.0.7/eSCL, wsd' }] }, 'url'],
  [{ backends: [], network: [{ name: 'a', url: 'no address' }] }, 'url'],
  [{ backends: [], network: [], files: { '../../x': '' } }, 'backend'],
])('%j is refused', async (config, option) => {
  expect(await writeSaneConfig(folder, config)).toMatchObject({ error: { code: 'SCAN-INVALID', facts: { option } } });
});
