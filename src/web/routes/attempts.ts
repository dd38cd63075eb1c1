import { X509Certificate } from 'node:crypto';
import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginCallback } from 'fastify';
import type { Role } from '../../certification/index.ts';
import { fail } from '../../common/result.ts';
import { settingsOf } from '../../workflow/office.ts';
import { carryOut } from '../../workflow/signing/carry-out.ts';
import { type AttemptKind, prepareAttempt } from '../../workflow/signing/prepare-attempt.ts';
import { attemptView, clientInUse, pile, previewDocument, waitingOn } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  AttemptBody,
  AttemptOriginalParams,
  AttemptParams,
  CarriedOut,
  lastTryHeader,
  Pile,
  PreparedAttempt,
  ReopenedAttempt,
} from '../contract/index.ts';
import { acceptPinsOnly } from '../http/pin-body.ts';
import { accepted, Refused } from '../http/refused.ts';
import { sendDocument } from '../http/send-document.ts';
import { binary } from './binary.ts';

/** Where signing and sealing differ. */
export interface Step {
  readonly kind: AttemptKind;
  readonly path: '/api/signing' | '/api/sealing';
  readonly role: Role;
  readonly tag: string;
}

/** A certificate as the signing client names it. Error: COPY-CERTIFICATE-UNSUITABLE. */
function certificateIn(base64: string): Uint8Array {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).raw;
  } catch {
    throw new Refused(fail('COPY-CERTIFICATE-UNSUITABLE').error);
  }
}

export const steps: readonly Step[] = [
  { kind: 'sign', path: '/api/signing', role: 'signer', tag: 'signing' },
  { kind: 'seal', path: '/api/sealing', role: 'seal-keeper', tag: 'sealing' },
];

/** The pile, an attempt with what will be signed, and its preview. */
export function attemptRoutes(app: App, { office, views }: RouteContext, { kind, path, role, tag }: Step): void {
  const { store } = office;
  const config = { roles: [role] };
  const tags = [tag];

  app.route({
    method: 'GET',
    url: `${path}/pile`,
    config,
    schema: { tags, summary: 'What waits, due soonest first', response: { 200: Pile } },
    handler: (request) => {
      const { actor, officer } = signedIn(request);
      views.recordOnce(actor, [role], { act: 'view-pile', objectType: 'station', objectId: kind });
      return Promise.resolve({
        originals: pile(store.db, kind, officer, office.clock.now()),
        client: clientInUse(settingsOf(office), kind),
        waiting: waitingOn(store.db, officer.id, kind),
      });
    },
  });

  app.route({
    method: 'POST',
    url: `${path}/attempts`,
    config,
    schema: {
      tags,
      summary: 'Check the token, reserve the numbers and compose what will be signed',
      body: AttemptBody,
      response: { 200: PreparedAttempt },
    },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const { originals, certificate } = request.body;
      const named = certificate === undefined ? undefined : certificateIn(certificate);
      const prepared = accepted(await prepareAttempt(office, actor, kind, originals, named));
      const { attemptId, pinState } = prepared;
      return { ...accepted(attemptView(store.db, kind, actor.id, attemptId)), pinState };
    },
  });

  app.route({
    method: 'GET',
    url: `${path}/attempts/:id`,
    config,
    schema: { tags, summary: 'An attempt of one’s own', params: AttemptParams, response: { 200: ReopenedAttempt } },
    handler: (request) => {
      const { actor, officer } = signedIn(request);
      const { id } = request.params;
      const view = accepted(attemptView(store.db, kind, actor.id, id));
      for (const { originalId } of view.items) {
        const look = { act: 'view-attempt', objectType: 'original', objectId: originalId } as const;
        views.recordOnce(actor, [role], { ...look, facts: { attempt: id } });
      }
      const own = office
        .tokensSeen()
        .tokens.find(({ certificates }) => certificates.some(({ sha256 }) => sha256 === officer.certificateSha256));
      return Promise.resolve({ ...view, pinState: own?.pinState ?? null });
    },
  });

  app.route({
    method: 'GET',
    url: `${path}/attempts/:id/originals/:originalId/preview.pdf`,
    config,
    schema: {
      tags,
      summary: 'The copy that will be signed, as composed',
      params: AttemptOriginalParams,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const { actor } = signedIn(request);
      const { id: attemptId, originalId } = request.params;
      const document = accepted(previewDocument(store, kind, actor.id, { attemptId, originalId }));
      const look = { act: 'view-preview', objectType: 'original', objectId: originalId } as const;
      views.record(actor, [role], { ...look, facts: { attempt: attemptId } });
      return await sendDocument(store, reply, document, 'application/pdf');
    },
  });

  const pins: FastifyPluginCallback<Record<never, never>, Server, TypeBoxTypeProvider> = (scope, _options, done) => {
    pinRoute(scope, office, { kind, path, role, tag });
    done();
  };
  void app.register(pins);
}

/** The PIN's own route, in a scope that reads no body but raw bytes. */
function pinRoute(scope: App, office: RouteContext['office'], { kind, path, role, tag }: Step): void {
  acceptPinsOnly(scope);
  scope.route({
    method: 'POST',
    url: `${path}/attempts/:id/pin`,
    config: { roles: [role] },
    schema: {
      tags: [tag],
      summary: 'Give the PIN: the token signs all originals of the attempt',
      consumes: ['application/octet-stream'],
      params: AttemptParams,
      headers: {
        type: 'object',
        properties: { [lastTryHeader]: { type: 'string', enum: ['yes'], description: 'Spend the last PIN try' } },
      },
      body: { content: { 'application/octet-stream': { schema: {} } } },
      response: { 200: CarriedOut },
    },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const pin = request.body;
      if (!Buffer.isBuffer(pin) || pin.length === 0) throw new Refused(fail('TOKEN-PIN-LENGTH').error);
      try {
        const { id } = request.params;
        accepted(attemptView(office.store.db, kind, actor.id, id));
        const allowFinalTry = request.headers[lastTryHeader] === 'yes';
        const outcome = accepted(await carryOut(office, actor, id, pin, allowFinalTry));
        return { ...outcome, items: accepted(attemptView(office.store.db, kind, actor.id, id)).items };
      } finally {
        pin.fill(0);
      }
    },
  });
}
