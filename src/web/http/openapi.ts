import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

/** What the document says of itself, and of each route whose roles it names. */
export function openApi(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Trạm',
        description: 'Certified electronic copies from paper originals. Every failure carries a documented code.',
        version,
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-tram' } },
      },
    },
    transform: ({ schema, url, route }) => {
      const roles = route.config?.roles ?? 'open';
      const extra = roles === 'open' ? {} : { security: [{ session: [] }] };
      return { url, schema: Object.assign({}, schema, extra, { 'x-roles': roles }) };
    },
  };
}
