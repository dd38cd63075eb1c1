import { Type } from 'typebox';
import { fingerprintOf } from '../../portal/bundles/card.ts';
import { Outbox } from '../../portal/index.ts';
import { senderStation } from '../../store/repositories/bundles.ts';
import { carriers, confirmers } from '../../workflow/bundles/actors.ts';
import { BundleExchange } from '../../workflow/bundles/bundle-exchange.ts';
import { guestOverview, ownOverview } from '../../workflow/bundles/overview.ts';
import { ownCard } from '../../workflow/bundles/stations.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  BundleImportBody,
  BundleImported,
  BundleOverview,
  IdParams,
  ReceiptsBody,
  ReceiptsWritten,
  StationBody,
  WrittenAnswer,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

const tags = ['bundles'];
const done = { 204: Type.Null() };

/** Dossiers that go on a USB stick: handed over here, sent for others, and their receipts. */
export function bundleRoutes(app: App, { office, portalStatus, wakeGuests, views }: RouteContext): void {
  const delivered = new Outbox(office.clock);
  const exchange = new BundleExchange({
    office,
    way: () => portalStatus().kind,
    delivered: (db, dossierId) => delivered.deliveredCopies(db, dossierId),
    wakeGuests,
  });

  app.route({
    method: 'GET',
    url: '/api/bundles',
    config: { roles: carriers },
    schema: { tags, summary: 'What goes by stick, and what is on it', response: { 200: BundleOverview } },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const own = ownCard(office, await exchange.identity());
      const dossiers = ownOverview(office, actor.roles.includes('creator'));
      // The portal's own words may name a person: whoever reads them has looked at a dossier.
      if (dossiers.refused.some(({ words }) => words !== null)) {
        views.recordOnce(actor, ['creator'], { act: 'view-pile', objectType: 'station', objectId: 'bundles' });
      }
      return {
        readAt: office.clock.now(),
        carries: exchange.carries,
        busy: exchange.busy,
        stick: await exchange.look(),
        own: { office: own.office, name: own.name, fingerprint: fingerprintOf(own) },
        sender: senderStation(office.store.db) ?? null,
        ...dossiers,
        origins: guestOverview(office),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/bundles',
    config: { roles: carriers },
    schema: { tags, summary: 'Put what waits onto the stick', response: { 200: WrittenAnswer } },
    handler: async (request) => ({ bundles: [...accepted(await exchange.handOver(signedIn(request).actor))] }),
  });

  app.route({
    method: 'POST',
    url: '/api/bundles/:id/writing',
    config: { roles: carriers },
    schema: { tags, summary: 'The same bundle once more, to this stick', params: IdParams, response: done },
    handler: async (request, reply) => {
      accepted(await exchange.writeAgain(signedIn(request).actor, request.params.id));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/bundles/:id/withdrawal',
    config: { roles: carriers },
    schema: { tags, summary: 'Take a bundle back: its stick is lost', params: IdParams, response: done },
    handler: async (request, reply) => {
      accepted(await exchange.takeBack(signedIn(request).actor, request.params.id));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/bundle-imports',
    config: { roles: carriers, beginsWork: true },
    schema: {
      tags,
      summary: 'Take in a bundle from the stick: dossiers of another office, or receipts',
      body: BundleImportBody,
      response: { 200: BundleImported },
    },
    handler: async (request) => {
      const taken = accepted(await exchange.takeIn(signedIn(request).actor, request.body.name));
      return taken.kind === 'receipts' ? { ...taken, wiped: [...taken.wiped], left: [...taken.left] } : taken;
    },
  });

  app.route({
    method: 'POST',
    url: '/api/bundle-receipts',
    config: { roles: carriers },
    schema: {
      tags,
      summary: 'Put the receipts for an office onto the stick',
      body: ReceiptsBody,
      response: { 200: ReceiptsWritten },
    },
    handler: async (request) => accepted(await exchange.writeReceipts(signedIn(request).actor, request.body.stationId)),
  });

  app.route({
    method: 'POST',
    url: '/api/bundle-stick',
    config: { roles: carriers },
    schema: { tags, summary: 'Prepare the stick that is plugged in', response: done },
    handler: async (request, reply) => {
      accepted(await exchange.prepare(signedIn(request).actor));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/bundle-card',
    config: { roles: carriers },
    schema: { tags, summary: 'Put this station’s card onto the stick', response: done },
    handler: async (request, reply) => {
      accepted(await exchange.writeCard(signedIn(request).actor));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/bundle-stations',
    config: { roles: confirmers },
    schema: {
      tags,
      summary: 'Trust a station whose card was compared',
      body: StationBody,
      response: done,
    },
    handler: async (request, reply) => {
      accepted(await exchange.confirmStation(signedIn(request).actor, request.body));
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/bundle-stations/:id',
    config: { roles: confirmers },
    schema: { tags, summary: 'Trust a station no longer', params: IdParams, response: done },
    handler: async (request, reply) => {
      accepted(await exchange.removeStation(signedIn(request).actor, request.params.id));
      return await reply.code(204).send(null);
    },
  });
}
