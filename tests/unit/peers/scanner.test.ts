import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ScannerControl } from '../../peers/scanner/control.ts';
import { officeMachine, ScannerPeer } from '../../peers/scanner/server.ts';
import { parseXml } from '../../peers/scanner/xml.ts';
import { drawnPage, sheets } from '../devices/scanner/support.ts';

const good = `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
<pwg:Version>2.0</pwg:Version>
<pwg:ScanRegions><pwg:ScanRegion><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset><pwg:Width>2480</pwg:Width><pwg:Height>3508</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions><pwg:InputSource>Feeder</pwg:InputSource><scan:ColorMode>RGB24</scan:ColorMode>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:XResolution>75</scan:XResolution>
<scan:YResolution>75</scan:YResolution><scan:Duplex>false</scan:Duplex></scan:ScanSettings>`;

let peer: ScannerPeer;
beforeEach(async () => {
  peer = await new ScannerPeer().start();
});
afterEach(() => peer.stop());

const post = (body: string, type = 'text/xml') =>
  fetch(`${peer.url}/ScanJobs`, { method: 'POST', body, headers: { 'Content-Type': type } });
const begin = async (body = good) => `${new URL(peer.url).origin}${(await post(body)).headers.get('location')}`;
const status = async () => (await fetch(`${peer.url}/ScannerStatus`)).text();

describe('the eSCL stand-in', () => {
  test('takes a good request and serves a page byte for byte when it fits the area', async () => {
    const [sheet] = await sheets(1);
    peer.machine.load(sheet === undefined ? [] : [sheet]);
    const job = await begin();
    const page = await fetch(`${job}/NextDocument`);
    expect(page.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await page.arrayBuffer()).equals(sheet?.front ?? Buffer.alloc(0))).toBe(true);
    expect((await fetch(`${job}/NextDocument`)).status).toBe(404);
    expect(await status()).toContain('ScannerAdfEmpty');
    expect(peer.violations).toEqual([]);
  });

  test.each([
    ['an unknown element', good.replace('<pwg:Version>', '<pwg:Novelty>1</pwg:Novelty><pwg:Version>')],
    ['an element twice', good.replace('<pwg:Version>', '<pwg:Version>2.0</pwg:Version><pwg:Version>')],
    ['a missing element', good.replace(/<scan:ColorMode>.*<\/scan:ColorMode>/, '')],
    ['a format that is not offered', good.replace('image/jpeg', 'application/pdf')],
    ['a resolution that is not offered', good.replaceAll('>75<', '>123<')],
    ['an area beyond the glass', good.replace('>2480<', '>9999<')],
    ['a number that is none', good.replace('>2480<', '>24.8<')],
    ['another unit', good.replace('ThreeHundredthsOfInches', 'Millimetres')],
    ['two sides on the glass', good.replace('Feeder', 'Platen').replace('false', 'true')],
    ['a document type', good.replace('<scan:ScanSettings', '<!DOCTYPE x><scan:ScanSettings')],
    ['no XML', 'scan, please'],
  ])('refuses %s and remembers it', async (_, body) => {
    peer.machine.load(await sheets(1));
    expect((await post(body)).status).toBe(400);
    expect(peer.violations).toHaveLength(1);
    expect(peer.accepted).toEqual([]);
  });

  test('refuses another content type, an unknown address and an unknown job', async () => {
    expect((await post(good, 'application/json')).status).toBe(400);
    expect((await fetch(`${peer.url}/Firmware`)).status).toBe(404);
    expect((await fetch(`${peer.url}/ScanJobs/${crypto.randomUUID()}/NextDocument`)).status).toBe(404);
  });

  test('is busy while a job runs, and free when it is given up', async () => {
    peer.machine.load(await sheets(2));
    const job = await begin();
    expect((await post(good)).status).toBe(503);
    expect(await status()).toContain('Processing');
    await fetch(job, { method: 'DELETE' });
    expect(peer.deleted).toBe(1);
    expect((await post(good)).status).toBe(201);
  });

  test('keeps a jammed sheet in the feeder until the jam is freed', async () => {
    peer.machine.load(await sheets(2));
    peer.machine.break({ kind: 'jam', page: 2 });
    const job = await begin();
    expect((await fetch(`${job}/NextDocument`)).status).toBe(200);
    expect((await fetch(`${job}/NextDocument`)).status).toBe(409);
    expect(await status()).toContain('ScannerAdfJam');
    expect((await post(good)).status).toBe(409);
    peer.machine.break({ kind: 'none' });
    expect(peer.machine.sheetsLeft).toBe(1);
    expect((await post(good)).status).toBe(201);
  });

  test('renders another size and colour as the glass would see them: white beside the paper', async () => {
    peer.machine.lay(await drawnPage(3));
    const body = good
      .replace('Feeder', 'Platen')
      .replace('RGB24', 'Grayscale8')
      .replaceAll('>75<', '>150<')
      .replace('>2480<', '>3000<');
    const page = Buffer.from(await (await fetch(`${await begin(body)}/NextDocument`)).arrayBuffer());
    const { data, info } = await sharp(page).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, (await sharp(page).metadata()).channels]).toEqual([1500, 1754, 1]);
    expect(data[1490 * info.channels]).toBeGreaterThan(250);
    expect(data[700 * info.channels]).toBeLessThan(250);
  });

  test('comes back on the same port after it was off', async () => {
    const before = peer.url;
    await peer.stop();
    await expect(fetch(`${before}/ScannerStatus`)).rejects.toThrow();
    await peer.start();
    expect(peer.url).toBe(before);
    expect(await status()).toContain('Idle');
  });

  test('a machine without a feeder says so', async () => {
    const glass = await new ScannerPeer({ abilities: { ...officeMachine, feeder: false } }).start();
    expect(await (await fetch(`${glass.url}/ScannerCapabilities`)).text()).not.toContain('Adf');
    expect(await (await fetch(`${glass.url}/ScannerStatus`)).text()).not.toContain('AdfState');
    await glass.stop();
  });
});

describe('the hands at the machine', () => {
  let control: ScannerControl;
  let url: string;
  beforeEach(async () => {
    control = new ScannerControl(peer, async (id) => Promise.all([...id].map((_, i) => drawnPage(i))));
    url = await control.start();
  });
  afterEach(() => control.stop());
  const ask = async (path: string, body: unknown) => {
    const response = await fetch(`${url}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, state: (await response.json()) as Record<string, unknown> };
  };

  test('put originals and images into the feeder', async () => {
    const image = (await drawnPage(9)).toString('base64');
    expect(await ask('load', { to: 'feeder', originals: ['abc'], jpegs: [image] })).toMatchObject({
      status: 200,
      state: { sheets: 4, adf: 'ScannerAdfLoaded', fault: { kind: 'none' } },
    });
    expect((await ask('load', { to: 'feeder', originals: ['abc'], twoSided: true })).state['sheets']).toBe(6);
    expect((await ask('fault', { kind: 'unload' })).state['sheets']).toBe(0);
    await ask('load', { to: 'platen', originals: ['a'] });
    expect(peer.machine.platen).toBeDefined();
  });

  test('break and mend it, also while it is off', async () => {
    expect((await ask('fault', { kind: 'jam', page: 2 })).state['fault']).toEqual({ kind: 'jam', page: 2 });
    await ask('fault', { kind: 'off' });
    await expect(fetch(`${peer.url}/ScannerStatus`)).rejects.toThrow();
    expect((await ask('fault', { kind: 'on' })).status).toBe(200);
    expect(await status()).toContain('Idle');
  });

  test('refuse what does not fit', async () => {
    expect((await ask('fault', { kind: 'jam' })).status).toBe(400);
    expect((await ask('load', { to: 'tray' })).status).toBe(400);
    expect((await ask('load', { to: 'feeder', originals: ['../x'] })).status).toBe(400);
    expect((await ask('tickle', {})).status).toBe(404);
  });
});

test('the XML reader refuses mixed content, wrong ends and what follows', () => {
  expect(parseXml('<a b="1"><c>x &amp; y</c><d/></a>').children.map(({ name, text }) => [name, text])).toEqual([
    ['c', 'x & y'],
    ['d', ''],
  ]);
  for (const bad of ['<a>', '<a></b>', '<a/><b/>', '<a>x<b/></a>', '<a>&bad;</a>', `${'<a>'.repeat(99)}`]) {
    expect(() => parseXml(bad), bad).toThrow();
  }
});

test('as a program of its own it prints its addresses, takes originals from a module and ends when asked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-peer-'));
  const image = (await drawnPage(1)).toString('base64');
  const module = join(folder, 'originals.mjs');
  await writeFile(
    module,
    `export const renderOriginal = async (id, { dpi }) => id === 'deed' && dpi === 300
      ? [{ jpeg: Buffer.from('${image}', 'base64') }] : [];`,
  );
  const main = join(import.meta.dirname, '../../peers/scanner/main.ts');
  const child = spawn(process.execPath, [main, '--originals', module], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { scanner, control } = JSON.parse(line.toString()) as { scanner: string; control: string };
  expect((await fetch(`${scanner}/ScannerCapabilities`)).status).toBe(200);
  const body = JSON.stringify({ to: 'feeder', originals: ['deed', 'unknown'] });
  const loaded = await fetch(`${control}/control/load`, { method: 'POST', body });
  expect(await loaded.json()).toMatchObject({ sheets: 1 });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await rm(folder, { recursive: true, force: true });
});
