import { Type } from 'typebox';
import { fail } from '../../common/result.ts';
import { acceptRequest } from '../../workflow/inbound/accept-request.ts';
import { answeredByHand, answerRequest, resendAnswer } from '../../workflow/inbound/answer-request.ts';
import { requestDetail, requestFile, requestList } from '../../workflow/views/online-requests.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  IdParams,
  RequestAcceptance,
  RequestAccepted,
  RequestAnswerBody,
  RequestDetail,
  RequestFileParams,
  RequestList,
} from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';
import { handleOf, sendDocument } from '../http/send-document.ts';
import { withoutAbsent } from '../http/without-absent.ts';

const desk = ['creator'] as const;
const tags = ['online'];

/** An attached picture as the desk sees it: made anew from its pixels, no wider than this. */
const pictureWidth = 1600;

/** Requests that citizens filed on the portal: what came, and what the desk decides. */
export function onlineRequestRoutes(app: App, { office, views, inbound }: RouteContext): void {
  const { store } = office;

  app.route({
    method: 'GET',
    url: '/api/online-requests',
    config: { roles: desk },
    schema: {
      tags,
      summary: 'The requests filed online that wait, and those of the last days',
      response: { 200: RequestList },
    },
    handler: (request) => {
      const look = { act: 'view-requests', objectType: 'station', objectId: 'online-requests' } as const;
      views.recordOnce(signedIn(request).actor, desk, look);
      return Promise.resolve(requestList(store, office.clock.now()));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/online-requests/pull',
    config: { roles: desk },
    schema: { tags, summary: 'Ask the portal now for what it has', response: { 204: Type.Null() } },
    handler: async (_request, reply) => {
      inbound?.ask();
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/online-requests/:id',
    config: { roles: desk },
    schema: { tags, summary: 'What a citizen filed', params: IdParams, response: { 200: RequestDetail } },
    handler: (request) => {
      const { id } = request.params;
      const detail = accepted(requestDetail(store, id));
      views.recordOnce(signedIn(request).actor, desk, { act: 'view-request', objectType: 'dossier', objectId: id });
      return Promise.resolve(detail);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/online-requests/:id/files/:ordinal',
    config: { roles: desk },
    schema: {
      tags,
      summary: 'An attached file: a picture is drawn anew, a PDF is only to be saved; neither is an original',
      params: RequestFileParams,
      response: { 200: { content: { 'image/jpeg': { schema: {} }, 'application/pdf': { schema: {} } } } },
    },
    handler: async (request, reply) => {
      const { id, ordinal } = request.params;
      const { file, document } = accepted(requestFile(store, id, ordinal));
      const facts = { file: ordinal };
      views.record(signedIn(request).actor, desk, {
        act: 'view-request-file',
        objectType: 'dossier',
        objectId: id,
        facts,
      });
      // Whatever is in it, a browser neither runs it nor takes it for part of the station.
      void reply.header('content-security-policy', "sandbox; default-src 'none'");
      if (file.kind === 'pdf') {
        void reply.header('content-disposition', `attachment; filename="tep-dinh-kem-${ordinal}.pdf"`);
        return await sendDocument(store, reply, document, 'application/pdf');
      }
      const handle = accepted(handleOf(store, document));
      const drawn = await office.tasks.pageImage({ document: handle, widthPx: pictureWidth, turn: 0 });
      if (!drawn.ok) throw new Refused(fail('INBOUND-FILE-NOT-KEPT').error);
      return await reply.type('image/jpeg').send(Buffer.from(drawn.value));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/online-requests/:id/acceptance',
    config: { roles: desk, beginsWork: true },
    schema: {
      tags,
      summary: 'The papers were brought and seen: a dossier opens under the portal’s code; repeated, it opens one',
      params: IdParams,
      body: RequestAcceptance,
      response: { 200: RequestAccepted },
    },
    handler: (request) => {
      const { version, papers, requester } = request.body;
      const input = { id: request.params.id, version, papers, requester: withoutAbsent(requester) };
      return Promise.resolve(accepted(acceptRequest(office, signedIn(request).actor, input)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/online-requests/:id/answer',
    config: { roles: desk },
    schema: {
      tags,
      summary: 'Ask for a supplement, or refuse; the citizen reads the reason on the portal',
      params: IdParams,
      body: RequestAnswerBody,
      response: { 200: RequestDetail },
    },
    handler: (request) => {
      const { id } = request.params;
      accepted(answerRequest(office, signedIn(request).actor, { id, ...request.body }));
      return Promise.resolve(accepted(requestDetail(store, id)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/online-requests/:id/answer/retry',
    config: { roles: desk },
    schema: {
      tags,
      summary: 'Send the answer again that the portal refused',
      params: IdParams,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      accepted(resendAnswer(office, signedIn(request).actor, request.params.id));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/online-requests/:id/answer/by-hand',
    config: { roles: desk },
    schema: {
      tags,
      summary: 'The officer has answered on the portal itself, so the answer need not be sent',
      params: IdParams,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      accepted(answeredByHand(office, signedIn(request).actor, request.params.id));
      return await reply.code(204).send(null);
    },
  });
}
