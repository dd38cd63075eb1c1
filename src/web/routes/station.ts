import { type App, type RouteContext, signedIn } from '../app.ts';
import { StationAnswer } from '../contract/index.ts';
import { stationStatus } from '../station/status.ts';

/** The lamps, and the description of this interface. */
export function stationRoutes(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/station',
    config: { roles: 'signed-in', beforePasswordChange: true },
    schema: {
      tags: ['station'],
      summary: 'Scanners, tokens, the line and what waits',
      response: { 200: StationAnswer },
    },
    handler: async (request) => await stationStatus(context, signedIn(request).officer),
  });

  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    config: { roles: 'open' },
    schema: { hide: true },
    handler: (_request, reply) => reply.type('application/json; charset=utf-8').send(app.swagger()),
  });
}
