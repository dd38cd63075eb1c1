/** The screens as the station serves them, over a folder as the build leaves it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../../src/web/app.ts';
import { VIEW_PATHS } from '../../../../src/web/contract/index.ts';
import { screenRoutes } from '../../../../src/web/routes/screens.ts';
import { requireDeclaration } from '../../../../src/web/sessions/access.ts';

const html = '<!doctype html><title>Trạm</title>';
const script = 'export const a = 1;\n'.repeat(50);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-dist-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'assets/index-abc.js'), script);
  writeFileSync(join(folder, 'assets/index-abc.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'secret.txt'), 'no');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function serving(from: string): App {
  const app = Fastify() as unknown as App;
  app.addHook('onRoute', requireDeclaration);
  screenRoutes(app, from);
  return app;
}

describe('the screens', () => {
  it.each(['/', ...VIEW_PATHS, '/ban-tiep-nhan/0190a0b1'])('%s is the one page, under a strict policy', async (url) => {
    const answer = await serving(folder).inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(html);
    expect(answer.headers['cache-control']).toBe('no-cache');
    const policy = String(answer.headers['content-security-policy']).split('; ');
    expect(policy[0]).toBe("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy.join()).not.toMatch(/unsafe|\*|data:|https?:/);
  });

  it('have files that are kept for good, compressed for who takes that', async () => {
    const app = serving(folder);
    const plain = await app.inject({ url: '/assets/index-abc.js' });
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.headers['content-type']).toContain('text/javascript');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toBe(script);
    const brotli = await app.inject({
      url: '/assets/index-abc.js',
      headers: { 'accept-encoding': 'gzip, deflate, br' },
    });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotli.headers['vary']).toBe('accept-encoding');
    expect(brotli.rawPayload).toEqual(brotliCompressSync(script));
  });

  it.each(['/assets/none.js', '/assets/..%2Fsecret.txt', '/assets/..%2Findex.html', '/assets/index-abc.js.br'])(
    '%s is no file of theirs',
    async (url) => {
      expect((await serving(folder).inject({ url })).statusCode).toBe(404);
    },
  );

  it('are what a browser gets at an address that leads nowhere; a program gets the code', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
    for (const url of ['/khong-co', '/ban-tiep-nhann/0190', '/api/khong-co', '/assets']) {
      const shown = await serving(folder).inject({ url, headers: browser });
      expect([shown.statusCode, shown.headers['content-type'], shown.body]).toEqual([
        404,
        'text/html; charset=utf-8',
        html,
      ]);
      expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
      for (const accept of ['application/json', '*/*', 'text/htmlx', undefined]) {
        const told = await serving(folder).inject({ url, headers: accept === undefined ? {} : { accept } });
        expect([told.statusCode, told.json<{ code: string }>().code]).toEqual([404, 'WEB-NOT-FOUND']);
      }
    }
    const sent = await serving(folder).inject({ method: 'POST', url: '/khong-co', headers: browser });
    expect([sent.statusCode, sent.json<{ code: string }>().code]).toEqual([404, 'WEB-NOT-FOUND']);
  });

  it('say so when they have not been built', async () => {
    const answer = await serving(join(folder, 'none')).inject({ url: '/' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.body).toContain('npm run screens:build');
  });
});
