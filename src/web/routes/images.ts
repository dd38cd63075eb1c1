import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginCallback } from 'fastify';
import { fail } from '../../common/result.ts';
import { imageLimits } from '../../pages/image-limits.ts';
import { addImage, imageList } from '../admin/images.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { IdParams, ImageList, ImageQuery } from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';

const admins = ['unit-admin'] as const;
const tags = ['administration'];

/** The images of the seal and of signatures: their facts for the unit admin, the pictures for nobody. */
export function imageRoutes(app: App, context: RouteContext): void {
  const { office } = context;
  app.route({
    method: 'GET',
    url: '/api/office-images',
    config: { roles: admins },
    schema: { tags, summary: 'The facts of the seal and signature images', response: { 200: ImageList } },
    handler: () => Promise.resolve(imageList(office)),
  });
  const plugin: FastifyPluginCallback<Record<never, never>, Server, TypeBoxTypeProvider> = (scope, _options, done) => {
    uploadRoute(scope, context);
    done();
  };
  void app.register(plugin);
}

function uploadRoute(scope: App, { office }: RouteContext): void {
  scope.removeAllContentTypeParsers();
  const limits = { parseAs: 'buffer', bodyLimit: imageLimits.bytes } as const;
  scope.addContentTypeParser('image/png', limits, (_request, body, done) => done(null, body));
  scope.route({
    method: 'PUT',
    url: '/api/office-images/:id',
    config: { roles: admins },
    bodyLimit: imageLimits.bytes,
    schema: {
      tags,
      summary: 'Add an image of the seal or of a signature, in force from a day on',
      consumes: ['image/png'],
      params: IdParams,
      querystring: ImageQuery,
      body: { content: { 'image/png': { schema: {} } } },
      response: { 200: ImageList },
    },
    handler: async (request) => {
      const bytes = request.body;
      if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new Refused(fail('WEB-CONTENT-TYPE').error);
      const { id } = request.params;
      accepted(await addImage(office, signedIn(request).actor, { ...request.query, id, bytes }));
      return imageList(office);
    },
  });
}
