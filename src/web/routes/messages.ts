import { Type } from 'typebox';
import { fail } from '../../common/result.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { findOutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import { differencesOfDossier } from '../../store/repositories/portal-differences.ts';
import { roleFor } from '../../workflow/actor.ts';
import { hurryDossier } from '../../workflow/commands/hurry-dossier.ts';
import { farAnswer, openMessages, openTellingsOf, tellingOf, wayOfMessages } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { IdParams, MessageList, OpenMessageList, UrgencyBody } from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';
import { readers } from './dossiers.ts';

const senders = ['creator', 'technician'] as const;

/** What is on its way to the portal, dossier by dossier, and the receipts that came back. */
export function messageRoutes(
  app: App,
  { office, views, retryMessage, retryBeside, confirmThere, portalStatus }: RouteContext,
): void {
  app.route({
    method: 'GET',
    url: '/api/dossiers/:id/messages',
    config: { roles: readers },
    schema: {
      tags: ['portal'],
      summary: 'The messages of a dossier, in the order in which they go',
      params: IdParams,
      response: { 200: MessageList },
    },
    handler: (request) => {
      const { id } = request.params;
      const { db } = office.store;
      if (!findDossier(db, id)) throw new Refused(fail('STORE-NOT-FOUND', { dossier: id }).error);
      const look = { act: 'view-messages', objectType: 'dossier', objectId: id } as const;
      views.recordOnce(signedIn(request).actor, readers, look);
      const way = wayOfMessages(db, id, portalStatus().kind);
      return Promise.resolve({
        messages: outboxOfDossier(db, id).map((row) => ({ ...row, way, held: row.holdMs !== null })),
        far: farAnswer(db, id),
        differences: differencesOfDossier(db, id).filter(({ settledAt }) => settledAt === null).length,
        oneStop: tellingOf(db, id),
      });
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/dossiers/:id/urgency',
    config: { roles: ['creator'] },
    schema: {
      tags: ['portal'],
      summary: 'Send what waits of a dossier before that of the others, or no longer',
      params: IdParams,
      body: UrgencyBody,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      accepted(hurryDossier(office, signedIn(request).actor, { dossierId: id, urgent: request.body.urgent }));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/messages',
    config: { roles: senders },
    schema: {
      tags: ['portal'],
      summary: 'What is not confirmed yet, of all dossiers; what the portal refused comes first',
      response: { 200: OpenMessageList },
    },
    handler: () => {
      const sending = portalStatus().kind !== 'attended';
      const messages = sending ? openMessages(office.store.db) : [];
      const oneStop = portalStatus().beside === null ? [] : openTellingsOf(office.store.db);
      return Promise.resolve({ readAt: office.clock.now(), messages, oneStop });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/messages/:id/retry',
    config: { roles: senders },
    schema: {
      tags: ['portal'],
      summary: 'Send a message again that the portal refused, once its cause is mended',
      params: IdParams,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, senders));
      const { id } = request.params;
      const entry = { actor: actor.id, role, act: 'retry-message', objectType: 'station', objectId: id } as const;
      accepted(retryMessage(id, (tx) => office.store.journal.append(tx, entry)));
      // The desk shows how far an answer has come beside its request.
      const row = findOutboxRow(office.store.db, id);
      if (row?.kind === 'answer-request') office.events.emit({ type: 'inbound-changed' });
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/messages/:id/one-stop-retry',
    config: { roles: senders },
    schema: {
      tags: ['portal'],
      summary: 'Tell the one-stop system again of a dossier that it refused, once the cause is mended',
      params: IdParams,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, senders));
      const { id } = request.params;
      const entry = { actor: actor.id, role, act: 'retry-one-stop', objectType: 'dossier', objectId: id } as const;
      accepted(retryBeside(id, (tx) => office.store.journal.append(tx, entry)));
      return await reply.code(204).send(null);
    },
  });

  for (const { url, summary, confirm } of [
    {
      url: '/api/messages/:id/there',
      summary:
        'Say that the receiving side has the dossier, where that was unclear: its message is a change from now on',
      confirm: confirmThere.message,
    },
    {
      url: '/api/messages/:id/one-stop-there',
      summary: 'Say that the one-stop system beside the portal has the dossier, where that was unclear',
      confirm: confirmThere.oneStop,
    },
  ])
    app.route({
      method: 'POST',
      url,
      config: { roles: senders },
      schema: { tags: ['portal'], summary, params: IdParams, response: { 204: Type.Null() } },
      handler: async (request, reply) => {
        const { actor } = signedIn(request);
        const role = accepted(roleFor(actor, senders));
        const entry = { actor: actor.id, role, act: 'confirm-there', objectType: 'dossier' } as const;
        accepted(confirm(request.params.id, (tx, objectId) => office.store.journal.append(tx, { ...entry, objectId })));
        return await reply.code(204).send(null);
      },
    });
}
