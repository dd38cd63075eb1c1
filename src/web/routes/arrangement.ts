import { arrangePages } from '../../workflow/commands/arrange-pages.ts';
import { finishScan } from '../../workflow/commands/finish-scan.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { ActAnswer, ArrangementBody, IdParams, SubmissionBody } from '../contract/index.ts';
import { afterAct, seen } from './originals.ts';

/** Which scanned pages make the copy, in which order and turned how; and the word that they are all there. */
export function arrangementRoutes(app: App, { office }: RouteContext): void {
  app.route({
    method: 'PUT',
    url: '/api/originals/:id/pages',
    config: { roles: ['creator'] },
    schema: {
      tags: ['originals'],
      summary: 'Arrange the scanned pages: order, turns, which are set aside',
      params: IdParams,
      body: ArrangementBody,
      response: { 200: ActAnswer },
    },
    handler: (request) => {
      const { pages, version } = request.body;
      const input = { originalId: request.params.id, pages, expectedVersion: version };
      return Promise.resolve(afterAct(arrangePages(office, signedIn(request).actor, input)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/originals/:id/scan-completion',
    config: { roles: ['creator'] },
    schema: {
      tags: ['originals'],
      summary: 'Say that every page is scanned, after a scan that broke off or pages from the glass',
      params: IdParams,
      body: SubmissionBody,
      response: { 200: ActAnswer },
    },
    handler: (request) => {
      const input = { originalId: request.params.id, ...seen(request.body) };
      return Promise.resolve(afterAct(finishScan(office, signedIn(request).actor, input)));
    },
  });
}
