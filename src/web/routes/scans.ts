import type { Role } from '../../certification/index.ts';
import { cancelScan, startScan } from '../../workflow/commands/start-scan.ts';
import { pageDocument, scanView } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { Done, IdParams, PageParams, PageQuery, ScanAnswer, ScanBegun, ScanBody } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { handleOf, sendDocument } from '../http/send-document.ts';
import { binary } from './binary.ts';

const lookers: readonly Role[] = ['creator', 'signer', 'seal-keeper'];

/** Scanning, and the pages that came of it. */
export function scanRoutes(app: App, { office, views, scanners }: RouteContext): void {
  const { store } = office;

  app.route({
    method: 'POST',
    url: '/api/originals/:id/scans',
    config: { roles: ['creator'] },
    schema: {
      tags: ['scans'],
      summary: 'Begin a scan; its pages arrive as events',
      params: IdParams,
      body: ScanBody,
      response: { 202: ScanBegun },
    },
    handler: async (request, reply) => {
      const { source, replace = false, device: wanted } = request.body;
      const device = accepted(await scanners.choose(wanted));
      const input = { originalId: request.params.id, source, replace, device };
      const begun = accepted(await startScan(office, signedIn(request).actor, input));
      return reply.code(202).send(begun);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/scans/:id',
    config: { roles: ['creator'] },
    schema: { tags: ['scans'], summary: 'A scan', params: IdParams, response: { 200: ScanAnswer } },
    handler: (request) => Promise.resolve(accepted(scanView(store.db, request.params.id))),
  });

  app.route({
    method: 'POST',
    url: '/api/scans/:id/cancellation',
    config: { roles: ['creator'] },
    schema: {
      tags: ['scans'],
      summary: 'Stop a scan; its whole pages are kept',
      params: IdParams,
      response: { 200: Done },
    },
    handler: (request) => {
      const { id } = accepted(scanView(store.db, request.params.id));
      accepted(cancelScan(office, signedIn(request).actor, id));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'GET',
    url: '/api/originals/:id/pages/:ordinal',
    config: { roles: lookers },
    schema: {
      tags: ['scans'],
      summary: 'A scanned page, whole or as small as asked',
      params: PageParams,
      querystring: PageQuery,
      response: binary('image/jpeg'),
    },
    handler: async (request, reply) => {
      const { id, ordinal } = request.params;
      const { width } = request.query;
      const document = accepted(pageDocument(store, id, ordinal));
      const look = { act: 'view-pages', objectType: 'original', objectId: id } as const;
      views.recordOnce(signedIn(request).actor, lookers, look);
      if (width === undefined) return await sendDocument(store, reply, document, 'image/jpeg');
      const handle = accepted(handleOf(store, document));
      const small = accepted(await office.tasks.thumbnail({ document: handle, widthPx: width }));
      return reply.type('image/jpeg').send(Buffer.from(small.buffer, small.byteOffset, small.byteLength));
    },
  });
}
