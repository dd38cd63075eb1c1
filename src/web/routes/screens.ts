import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App } from '../app.ts';
import { closed, VIEW_PATHS } from '../contract/index.ts';
import { notFoundHandler } from '../http/errors.ts';
import { answerOf } from '../http/refused.ts';

const builtFolder = fileURLToPath(new URL('../../../kiosk-ui/dist/', import.meta.url));

/** What the browser may do with a screen: its own files and the station, nothing from elsewhere, nothing inline. */
const policy = (connects: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    ["connect-src 'self'", ...connects].join(' '),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface ScreenFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | null;
}

/** The built files, read once: together they are a few hundred kilobytes, and a new build waits for the next start. */
function readBuilt(folder: string): ReadonlyMap<string, ScreenFile> {
  const files = new Map<string, ScreenFile>();
  const add = (name: string): void => {
    const type = types[extname(name)];
    const path = join(folder, name);
    if (type === undefined || !existsSync(path)) return;
    const brotli = existsSync(`${path}.br`) ? readFileSync(`${path}.br`) : null;
    files.set(name, { type, plain: readFileSync(path), brotli });
  };
  add('index.html');
  const assets = join(folder, 'assets');
  if (existsSync(assets)) for (const name of readdirSync(assets)) add(`assets/${name}`);
  return files;
}

function send(request: FastifyRequest, reply: FastifyReply, file: ScreenFile): FastifyReply {
  void reply.type(file.type).header('vary', 'accept-encoding');
  const takesBrotli = /(^|[\s,])br($|[\s,;])/.test(request.headers['accept-encoding'] ?? '');
  if (file.brotli === null || !takesBrotli) return reply.send(file.plain);
  return reply.header('content-encoding', 'br').send(file.brotli);
}

/** Whether somebody has typed the address: a browser asks so for what it shows as a page, and the screens never do. */
function isTyped({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && /(^|[\s,])text\/html($|[\s,;])/.test(headers.accept ?? '');
}

/**
 * The screens: one page for all views, and its files under names that change with what is in them. An address that leads
 * nowhere shows the page too, which says so and offers a way back; a program is answered WEB-NOT-FOUND.
 *
 * @param connects  where a page may connect beside the station
 */
export function screenRoutes(app: App, folder = builtFolder, connects: () => readonly string[] = () => []): void {
  const files = readBuilt(folder);

  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    void reply.headers({ 'content-security-policy': policy(connects()), 'cache-control': 'no-cache' });
    const index = files.get('index.html');
    if (index) return send(request, reply, index);
    return reply
      .type('text/plain; charset=utf-8')
      .send('Màn hình của trạm chưa được dựng; API vẫn chạy. Chạy: npm run screens:build\n');
  };
  for (const url of ['/', ...VIEW_PATHS.flatMap((path) => [path, `${path}/*`])]) {
    app.route({
      method: 'GET',
      url,
      config: { roles: 'open', unpaired: true },
      schema: { hide: true },
      handler: page,
    });
  }

  app.setNotFoundHandler((request, reply) =>
    isTyped(request) ? page(request, reply.code(404)) : notFoundHandler(request, reply),
  );

  app.route({
    method: 'GET',
    url: '/assets/:file',
    config: { roles: 'open', unpaired: true },
    schema: { hide: true, params: closed({ file: Type.String({ maxLength: 200 }) }) },
    handler: (request, reply) => {
      const file = files.get(`assets/${request.params.file}`);
      if (!file) {
        const { status, body } = answerOf({ code: 'WEB-NOT-FOUND' });
        return reply.code(status).send(body);
      }
      void reply.header('cache-control', 'public, max-age=31536000, immutable');
      return send(request, reply, file);
    },
  });
}
