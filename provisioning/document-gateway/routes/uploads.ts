import type { Server } from 'node:http';
import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import type { GatewayParts } from '../gateway.ts';
import { stationOf } from '../stations.ts';
import { TusServer } from '../tus.ts';

/** `/files`: the stations' tus endpoint. A station reaches its own uploads only. */
export function uploadRoutes(app: FastifyInstance, parts: GatewayParts): void {
  const plugin: FastifyPluginCallback<Record<never, never>, Server> = (scope, _options, done) => {
    // The body goes on to the tus server as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    createRoute(scope, parts);
    ownRoute(scope, parts);
    done();
  };
  void app.register(plugin);
}

function createRoute(scope: FastifyInstance, { config, tus, links, now }: GatewayParts): void {
  scope.post('/files', async (request, reply) => {
    const station = stationOf(request, config.stations);
    if (station === undefined) return await reply.code(401).send();
    const length = Number(request.headers['upload-length']);
    if (!Number.isSafeInteger(length) || length <= 0) return await reply.code(400).send();
    if (length > config.maxBytes) return await reply.code(413).send();
    reply.hijack();
    await tus
      .pass(request.raw, reply.raw, '', (_status, headers) => {
        const id = typeof headers['location'] === 'string' ? TusServer.idOf(headers['location']) : undefined;
        if (id === undefined) return;
        links.noteUpload(id, station, now());
        headers['location'] = `${config.publicUrl}/files/${id}`;
      })
      .catch(() => reply.raw.destroy());
  });
}

function ownRoute(scope: FastifyInstance, { config, tus, links, now }: GatewayParts): void {
  scope.route<{ Params: { id: string } }>({
    // DELETE: a copy that was cancelled on its way (tus 1.0, termination).
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: '/files/:id',
    handler: async (request, reply) => {
      const station = stationOf(request, config.stations);
      if (station === undefined) return await reply.code(401).send();
      const { id } = request.params;
      if (links.stationOf(id) !== station) return await reply.code(404).send();
      links.touchUpload(id, now());
      reply.hijack();
      await tus.pass(request.raw, reply.raw, `/${id}`, () => {}).catch(() => reply.raw.destroy());
    },
  });
}
