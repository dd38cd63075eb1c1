import type { IncomingMessage } from 'node:http';
import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginCallback } from 'fastify';
import { type Code, codes } from '../../common/codes/index.ts';
import { fail } from '../../common/result.ts';
import { limits as validationLimits } from '../../copies/validation/limits.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { acceptReturn, awaitedFile, refuseUnread, sourceFile } from '../../workflow/signing/client/accept-return.ts';
import { giveUp } from '../../workflow/signing/client/give-up.ts';
import { type ClientJob, handOut } from '../../workflow/signing/client/hand-out.ts';
import { attemptView, signingClient } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { AttemptParams, ClientJobs, ClientTokenParams, ReopenedAttempt, UploadAnswer } from '../contract/index.ts';
import { fileField } from '../http/multipart.ts';
import { accepted, Refused } from '../http/refused.ts';
import { sendDocument } from '../http/send-document.ts';
import type { Step } from './attempts.ts';
import { binary } from './binary.ts';

/** A file with what a form puts around it. */
const bodyBytesMax = validationLimits.fileBytes + 64 * 1024;

const sourcePath = (token: string): string => `/api/signing-client/${token}/ban-sao.pdf`;
const returnPath = (token: string): string => `/api/signing-client/${token}/file`;

/** Handing files to the signing client on the officer's PC, and giving up what is awaited of it. */
export function clientAttemptRoutes(app: App, { office }: RouteContext, { kind, path, role, tag }: Step): void {
  const config = { roles: [role] };
  const tags = [tag];

  app.route({
    method: 'POST',
    url: `${path}/attempts/:id/hand-out`,
    config,
    schema: {
      tags,
      summary: 'Hand the files to the signing client on this officer’s PC; again for those still awaited',
      params: AttemptParams,
      response: { 200: ClientJobs },
    },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const { id } = request.params;
      accepted(attemptView(office.store.db, kind, actor.id, id));
      const { jobs, expiresAt } = accepted(await handOut(office, actor, id));
      const base = `https://${request.headers.host ?? ''}`;
      const client = signingClient(settingsOf(office), kind);
      return { client, expiresAt, jobs: jobs.map((job) => clientJob(base, job)) };
    },
  });

  app.route({
    method: 'POST',
    url: `${path}/attempts/:id/giving-up`,
    config,
    schema: {
      tags,
      summary: 'Give up what is still awaited of the signing client',
      params: AttemptParams,
      response: { 200: ReopenedAttempt },
    },
    handler: (request) => {
      const { actor } = signedIn(request);
      const { id } = request.params;
      accepted(attemptView(office.store.db, kind, actor.id, id));
      accepted(giveUp(office, actor, id));
      return Promise.resolve({ ...accepted(attemptView(office.store.db, kind, actor.id, id)), pinState: null });
    },
  });
}

/** The client takes the token from the addresses; the members for its own kinds of session stay empty. */
function clientJob(base: string, { originalId, token }: ClientJob): ClientJobs['jobs'][number] {
  const request = {
    FileUploadHandler: `${base}${returnPath(token)}`,
    SessionId: '',
    JWTToken: '',
    FileName: `${base}${sourcePath(token)}`,
    MetaData: [],
  };
  return { originalId, request };
}

/**
 * What the signing client itself asks: the source of a file, and where it posts the signed one. It has no session of this
 * station and sits at no paired screen: the token in the address is all that it has, for one file and a short time.
 */
export function signingClientRoutes(app: App, { office }: RouteContext): void {
  app.route({
    method: 'GET',
    url: sourcePath(':token'),
    config: { roles: 'open', unpaired: true },
    schema: {
      tags: ['signing-client'],
      summary: 'A file to be signed, for the signing client',
      params: ClientTokenParams,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const document = accepted(sourceFile(office, request.params.token));
      return await sendDocument(office.store, reply, document, 'application/pdf');
    },
  });
  const plugin: FastifyPluginCallback<Record<never, never>, Server, TypeBoxTypeProvider> = (scope, _options, done) => {
    returnRoute(scope, office);
    done();
  };
  void app.register(plugin);
}

function returnRoute(scope: App, office: Office): void {
  scope.removeAllContentTypeParsers();
  // Before its bytes are read: whoever has no token that is awaited makes the station hold nothing.
  scope.addContentTypeParser('multipart/form-data', async (request: { params: unknown }, payload: IncomingMessage) => {
    const { token } = request.params as { token: string };
    const open = awaitedFile(office, token);
    return open.ok ? await readWhole(payload) : open;
  });
  scope.route({
    method: 'POST',
    url: returnPath(':token'),
    config: { roles: 'open', unpaired: true },
    bodyLimit: bodyBytesMax,
    schema: {
      tags: ['signing-client'],
      summary: 'Where the signing client posts a signed file',
      consumes: ['multipart/form-data'],
      params: ClientTokenParams,
      response: { 200: UploadAnswer },
    },
    handler: async (request) => {
      const { token } = request.params;
      const { body }: { body: unknown } = request;
      const open = awaitedFile(office, token);
      if (!open.ok) return answer(open.error.code);
      if (!Buffer.isBuffer(body)) throw new Refused(fail('WEB-CONTENT-TYPE').error);
      const field = settingsOf(office)['token.client-upload-field'];
      const file = fileField(request.headers['content-type'], body, field);
      if (file === null) {
        refuseUnread(office, token);
        return answer('SIGN-RETURN-UNREADABLE');
      }
      const taken = await acceptReturn(office, token, file);
      if (!taken.ok) office.log.warn({ code: taken.error.code }, 'a returned file was not taken');
      return answer(taken.ok ? null : taken.error.code);
    },
  });
}

/** In the form that the client reads: it shows the message to its user. */
function answer(code: Code | null): UploadAnswer {
  return {
    Status: code === null,
    Message: code === null ? 'Trạm đã nhận bản có chữ ký.' : `${codes[code].vi} (${code})`,
    FileName: 'ban-sao.pdf',
    FileServer: '',
    DocumentNumber: '',
  };
}

async function readWhole(payload: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of payload) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('a body came as text');
    length += piece.length;
    if (length > bodyBytesMax) throw new Refused(fail('SIGN-RETURN-TOO-LARGE').error);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
