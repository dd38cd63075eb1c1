import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { fail, ok, type Result } from '../../common/result.ts';
import { healthParts } from '../../upkeep/health/health.ts';
import { openMetricsType } from '../../upkeep/metrics/openmetrics.ts';
import type { App, UpkeepSources } from '../app.ts';
import { NullableInstant, oneOf } from '../contract/shapes.ts';
import { isFromBox } from '../http/box.ts';
import { accepted } from '../http/refused.ts';

const HealthAnswer = Type.Object({
  parts: Type.Array(
    Type.Object({
      part: oneOf(healthParts),
      well: Type.Union([Type.Boolean(), Type.Null()]),
      measuredAt: NullableInstant,
    }),
  ),
});

/** Asked on the box itself: over the LAN these addresses do not exist. WEB-NOT-FOUND. */
function onTheBox(request: FastifyRequest): Result<void> {
  return isFromBox(request) ? ok() : fail('WEB-NOT-FOUND');
}

/** For the service manager and for whoever watches the box: is it well, and since when has what not succeeded. */
export function upkeepRoutes(app: App, { health, metrics }: UpkeepSources): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { roles: 'open', unpaired: true },
    schema: {
      tags: ['upkeep'],
      summary: 'Whether each part of the station answered at the last look (on the box itself only)',
      response: { 200: HealthAnswer, 503: HealthAnswer },
    },
    handler: async (request, reply) => {
      accepted(onTheBox(request));
      const parts = [...health.known];
      return await reply.code(parts.some(({ well }) => well === false) ? 503 : 200).send({ parts });
    },
  });

  app.route({
    method: 'GET',
    url: '/metrics',
    config: { roles: 'open', unpaired: true },
    schema: {
      tags: ['upkeep'],
      summary: 'The figures of the station as OpenMetrics (on the box itself only)',
      response: { 200: Type.String() },
    },
    handler: async (request, reply) => {
      accepted(onTheBox(request));
      return await reply
        .type(openMetricsType)
        .serializer(String)
        .send(await metrics());
    },
  });
}
