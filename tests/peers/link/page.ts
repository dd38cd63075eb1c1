/**
 * A page with the switches of some lines, served by the stand-in itself, and the same over HTTP: `GET /lines`, and
 * `POST /lines/<name>` with one of `{"act":"cut"|"heal"|"reset"|"half-close"}`, `{"hold":true}`,
 * `{"shape":{"bitsPerSecond":…,"latencyMs":…}}`, `{"temper":{"kind":…},"seed":…}`; where there is a scanner,
 * `POST /papers/<id>` puts a paper into its feeder.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { LinkPeer, Temper } from './index.ts';

const ms = Type.Integer({ minimum: 1, maximum: 3_600_000 });
const Order = Type.Union([
  Type.Object({ act: Type.Enum(['cut', 'heal', 'reset', 'half-close']) }),
  Type.Object({ hold: Type.Boolean() }),
  Type.Object({
    shape: Type.Object({
      bitsPerSecond: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e10 })),
      latencyMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
    }),
  }),
  Type.Object({
    temper: Type.Union([
      Type.Object({ kind: Type.Literal('steady') }),
      Type.Object({ kind: Type.Literal('resets'), everyMs: ms }),
      Type.Object({ kind: Type.Enum(['flickers', 'swallows']), upMs: ms, downMs: ms }),
    ]),
    seed: Type.Optional(Type.Integer()),
  }),
]);

export interface LinkPage {
  readonly url: string;
  close(): Promise<void>;
}

/** A paper that can be laid into the scanner's feeder. */
export interface Paper {
  readonly id: string;
  /** Vietnamese, for a button. */
  readonly title: string;
}

export interface LinkPageOptions {
  readonly port?: number;
  readonly papers?: readonly Paper[];
  /** Lays a paper into the feeder in place of what was there. */
  readonly load?: (id: string) => Promise<void>;
}

/** @param lines  by the name that the page shows */
export async function startLinkPage(
  lines: Readonly<Record<string, LinkPeer>>,
  { port = 0, papers = [], load = () => Promise.resolve() }: LinkPageOptions = {},
): Promise<LinkPage> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (request.method === 'GET' && pathname === '/')
      return send(response, 200, page(Object.keys(lines), papers), 'text/html');
    if (request.method === 'GET' && pathname === '/lines') return send(response, 200, JSON.stringify(stateOf(lines)));
    if (request.method === 'POST' && pathname.startsWith('/papers/')) {
      const id = pathname.slice('/papers/'.length);
      if (!papers.some((paper) => paper.id === id)) return send(response, 404, '{}');
      load(id).then(
        () => send(response, 200, '{}'),
        () => send(response, 500, '{}'),
      );
      return;
    }
    const link = lines[decodeURIComponent(pathname.replace('/lines/', ''))];
    if (request.method !== 'POST' || link === undefined) return send(response, 404, '{}');
    let text = '';
    request.on('data', (piece: Buffer) => {
      text += piece.toString('utf8');
    });
    request.on('end', () => {
      const done = obey(link, text);
      send(response, done ? 200 : 400, JSON.stringify(stateOf(lines)));
    });
  });
  server.listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function obey(link: LinkPeer, text: string): boolean {
  let order: unknown;
  try {
    order = JSON.parse(text);
  } catch {
    return false;
  }
  if (!Value.Check(Order, order)) return false;
  if ('act' in order) {
    const acts = { cut: link.cut, heal: link.heal, reset: link.reset, 'half-close': link.halfClose } as const;
    acts[order.act as keyof typeof acts]();
  } else if ('hold' in order) link.hold(order.hold);
  else if ('shape' in order) link.shape(order.shape);
  else link.temper(order.temper as Temper, order.seed ?? 1);
  return true;
}

function stateOf(lines: Readonly<Record<string, LinkPeer>>): unknown {
  return Object.fromEntries(
    Object.entries(lines).map(([name, { isCut, isHeld, line, bytes, carried, connections }]) => [
      name,
      { isCut, isHeld, ...line, bytes, carried, connections },
    ]),
  );
}

function send(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }).end(body);
}

const switches: readonly (readonly [string, unknown])[] = [
  ['Cắt dây', { act: 'cut' }],
  ['Nối lại', { act: 'heal' }],
  ['Đứt các kết nối', { act: 'reset' }],
  ['Nuốt dữ liệu', { hold: true }],
  ['Thôi nuốt', { hold: false }],
  ['64 kbit/s, trễ 300 ms', { shape: { bitsPerSecond: 64_000, latencyMs: 300 } }],
  ['512 kbit/s, trễ 300 ms', { shape: { bitsPerSecond: 512_000, latencyMs: 300 } }],
  ['Nhanh', { shape: { bitsPerSecond: 0, latencyMs: 0 } }],
  ['Có 20 giây, mất 90 giây', { temper: { kind: 'flickers', upMs: 20_000, downMs: 90_000 } }],
  ['Cứ 20 giây đứt một lần', { temper: { kind: 'resets', everyMs: 20_000 } }],
  ['Yên', { temper: { kind: 'steady' } }],
];

function page(names: readonly string[], papers: readonly Paper[]): string {
  const loads = papers.map(({ id, title }) => `<button data-paper="${id}">${title}</button>`).join(' ');
  const scanner =
    loads &&
    `<section><h2>Máy quét</h2><p class="paper">Bỏ giấy vào khay (giấy đang ở trong khay được lấy ra):</p><p>${loads}</p></section>`;
  const rows = names
    .map((name) => {
      const buttons = switches
        .map(([words, order]) => `<button data-order='${JSON.stringify(order)}'>${words}</button>`)
        .join(' ');
      return `<section data-line="${encodeURIComponent(name)}"><h2>${name}</h2><p class="state">…</p><p>${buttons}</p></section>`;
    })
    .join('');
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Đường truyền mô phỏng</title>
<style>body{font:18px/1.5 "Be Vietnam Pro",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
button{font:inherit;min-height:44px;padding:0 1rem;margin:.25rem 0}section{border-top:1px solid #bbb}</style>
<main><h1>Đường truyền mô phỏng</h1><p>Cắt, làm chậm hoặc nuốt dữ liệu trên đường từ trạm đi, để tập xử lý khi mạng xấu.</p>${rows}${scanner}</main>
<script>
const words = (s) => (s.isCut ? 'Đang cắt' : s.isHeld ? 'Đang nuốt dữ liệu' : 'Đang thông') + ' · ' +
  (s.bitsPerSecond ? s.bitsPerSecond / 1000 + ' kbit/s' : 'không giới hạn') + ', trễ ' + s.latencyMs + ' ms · đã gửi đi ' +
  Math.round(s.bytes.up / 1000) + ' kB, nhận về ' + Math.round(s.bytes.down / 1000) + ' kB';
const show = (all) => { for (const part of document.querySelectorAll('section[data-line]'))
  part.querySelector('.state').textContent = words(all[decodeURIComponent(part.dataset.line)]); };
const look = async () => show(await (await fetch('/lines')).json());
document.addEventListener('click', async ({ target }) => {
  const { order, paper } = target.dataset ?? {};
  if (paper) {
    const { ok } = await fetch('/papers/' + paper, { method: 'POST' });
    document.querySelector('.paper').textContent = ok ? 'Đã bỏ vào khay: ' + target.textContent + '.' : 'Chưa bỏ được giấy vào khay, hãy bấm lại.';
  }
  if (order) show(await (await fetch('/lines/' + target.closest('section').dataset.line, { method: 'POST', body: order })).json());
});
look(); setInterval(look, 1000);
</script></html>`;
}
