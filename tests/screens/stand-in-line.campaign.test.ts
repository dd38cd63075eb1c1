/** The page of the stand-in line, by which a demo's line is cut, slowed and mended: each switch does what it says. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, sidewaysScroll, startBrowser, type TestBrowser } from '../peers/browser/index.ts';
import { type LinkPeer, startLinkPeer } from '../peers/link/index.ts';
import { type LinkPage, startLinkPage } from '../peers/link/page.ts';

let far: Server;
let link: LinkPeer;
let other: LinkPeer;
let served: LinkPage;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  far = createServer((_, response) => response.end('x'.repeat(2_000)));
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', () => resolve()));
  const { port } = far.address() as AddressInfo;
  [link, other] = [await startLinkPeer(port), await startLinkPeer(port)];
  served = await startLinkPage({ 'Đường tới Cổng': link, 'Đường tới kho': other });
  browser = await startBrowser([]);
  page = await browser.browser.newPage({ viewport: { width: 768, height: 900 } });
  await page.goto(served.url);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await Promise.all([served?.close(), link?.close(), other?.close()]);
  far?.close();
});

const section = () => page.locator('section', { hasText: 'Đường tới Cổng' });
const press = (words: string) => section().getByRole('button', { name: words, exact: true }).click();
const says = (words: string | RegExp) =>
  expect.poll(() => section().locator('.state').textContent(), { timeout: 10_000 }).toMatch(words);
const fetchThrough = () => fetch(`http://127.0.0.1:${link.port}/`, { signal: AbortSignal.timeout(1_500) });

test('each switch acts on its own line, and the page says how the line is', async () => {
  await says(/^Đang thông · không giới hạn, trễ 0 ms/);
  await press('Cắt dây');
  await says('Đang cắt');
  expect([link.isCut, other.isCut]).toEqual([true, false]);
  await expect(fetchThrough()).rejects.toThrow();
  await press('Nối lại');
  await says('Đang thông');
  expect((await (await fetchThrough()).text()).length).toBe(2_000);
  await says(/nhận về [1-9]\d* kB/);

  await press('Nuốt dữ liệu');
  await says('Đang nuốt dữ liệu');
  await expect(fetchThrough()).rejects.toThrow();
  await press('Thôi nuốt');
  await says('Đang thông');

  await press('64 kbit/s, trễ 300 ms');
  await says('64 kbit/s, trễ 300 ms');
  expect(link.line).toEqual({ bitsPerSecond: 64_000, latencyMs: 300 });
  await press('Nhanh');
  await says('không giới hạn, trễ 0 ms');

  // Somebody else cuts it: the page looks by itself.
  link.cut();
  await says('Đang cắt');
  link.heal();
  await says('Đang thông');
});

test('a line with a temper breaks by itself and is calm again', async () => {
  await press('Cứ 20 giây đứt một lần');
  await press('Yên');
  await says('Đang thông');
  expect((await fetchThrough()).ok).toBe(true);
});

test('an order that is none is refused, and a line that is not there is said so', async () => {
  const post = (name: string, body: string) => fetch(`${served.url}lines/${name}`, { method: 'POST', body });
  for (const body of ['', '{', '{"act":"burn"}', '{"shape":{"latencyMs":-1}}', '[]']) {
    expect((await post(encodeURIComponent('Đường tới Cổng'), body)).status, body).toBe(400);
  }
  expect((await post('nowhere', '{"act":"cut"}')).status).toBe(404);
  expect(link.isCut).toBe(false);
});

test('can be read and used: axe finds nothing, nothing goes over the edge', async () => {
  expect(await axe(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
});
