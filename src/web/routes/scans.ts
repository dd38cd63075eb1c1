import type { FastifyReply } from 'fastify';
import type { Role, Turn } from '../../certification/index.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import { cancelScan, startScan } from '../../workflow/commands/start-scan.ts';
import { pageDocument, scannedPageDocument, scanView } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  Done,
  IdParams,
  PageParams,
  PageQuery,
  ScanAnswer,
  ScanBegun,
  ScanBody,
  ScannedPageParams,
  ScannedPageQuery,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { handleOf, sendDocument } from '../http/send-document.ts';
import { withoutAbsent } from '../http/without-absent.ts';
import { binary } from './binary.ts';

const lookers: readonly Role[] = ['creator', 'signer', 'seal-keeper'];

/** Scanning, and the pages that came of it. */
export function scanRoutes(app: App, { office, views, scanners, watch }: RouteContext): void {
  const { store } = office;

  app.route({
    method: 'POST',
    url: '/api/originals/:id/scans',
    config: { roles: ['creator'], beginsWork: true },
    schema: {
      tags: ['scans'],
      summary: 'Begin a scan; its pages arrive as events',
      params: IdParams,
      body: ScanBody,
      response: { 202: ScanBegun },
    },
    handler: async (request, reply) => {
      const { replace = false, device: wanted, ...rest } = withoutAbsent(request.body);
      accepted(await watch.disk.roomToScan(request.body.source));
      const device = accepted(await scanners.choose(wanted));
      const input = { originalId: request.params.id, replace, device, ...rest };
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
      const { document, turn } = accepted(pageDocument(store, id, ordinal));
      const look = { act: 'view-pages', objectType: 'original', objectId: id } as const;
      views.recordOnce(signedIn(request).actor, lookers, look);
      return await sendPage(reply, document, { widthPx: request.query.width ?? null, turn });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/originals/:id/scanned-pages/:pageId',
    config: { roles: ['creator'] },
    schema: {
      tags: ['scans'],
      summary: 'A page by its id, also one that was set aside, turned and as small as asked',
      params: ScannedPageParams,
      querystring: ScannedPageQuery,
      response: binary('image/jpeg'),
    },
    handler: async (request, reply) => {
      const { id, pageId } = request.params;
      const { width, turn = 0 } = request.query;
      const document = accepted(scannedPageDocument(store, id, pageId));
      const look = { act: 'view-pages', objectType: 'original', objectId: id } as const;
      views.recordOnce(signedIn(request).actor, lookers, look);
      return await sendPage(reply, document, { widthPx: width ?? null, turn });
    },
  });

  async function sendPage(
    reply: FastifyReply,
    document: DocumentRow,
    { widthPx, turn }: { readonly widthPx: number | null; readonly turn: Turn },
  ): Promise<FastifyReply> {
    if (widthPx === null && turn === 0) return await sendDocument(store, reply, document, 'image/jpeg');
    const handle = accepted(handleOf(store, document));
    const image = accepted(await office.tasks.pageImage({ document: handle, widthPx, turn }));
    return reply.type('image/jpeg').send(Buffer.from(image.buffer, image.byteOffset, image.byteLength));
  }
}
