import type { Role } from '../../certification/index.ts';
import { addOriginal } from '../../workflow/commands/add-original.ts';
import { correctRequester } from '../../workflow/commands/correct-requester.ts';
import { extendDueTime } from '../../workflow/commands/extend-due-time.ts';
import { openDossier } from '../../workflow/commands/open-dossier.ts';
import { settingsOf } from '../../workflow/office.ts';
import { dossierDetail, dossierList, originalDetail } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  DossierBody,
  DossierDetail,
  DossierList,
  DossierOriginalParams,
  DossierQuery,
  ExtensionBody,
  IdParams,
  OriginalBody,
  OriginalDetail,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { withoutAbsent } from '../http/without-absent.ts';

/** Who sees dossiers and originals. */
export const readers: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'inspector'];

const usualLimit = 100;

/** The desk: the list of dossiers, a dossier, and what is received into it. */
export function dossierRoutes(app: App, { office, views, accounts }: RouteContext): void {
  const { db } = office.store;

  app.route({
    method: 'GET',
    url: '/api/dossiers',
    config: { roles: readers },
    schema: {
      tags: ['dossiers'],
      summary: 'The list: due soonest first, or what a search finds',
      querystring: DossierQuery,
      response: { 200: DossierList },
    },
    handler: (request) => {
      const { limit = usualLimit, ...query } = request.query;
      const look = { act: 'view-dossiers', objectType: 'station', objectId: 'dossiers' } as const;
      views.recordOnce(signedIn(request).actor, readers, look);
      return Promise.resolve({ dossiers: dossierList(db, { ...query, limit, now: office.clock.now() }) });
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/dossiers/:id',
    config: { roles: ['creator'], beginsWork: true },
    schema: {
      tags: ['dossiers'],
      summary: 'Open a dossier under an id of the client; repeated, it opens none',
      params: IdParams,
      body: DossierBody,
      response: { 200: DossierDetail },
    },
    handler: (request) => {
      const { id } = request.params;
      const requester = withoutAbsent(request.body.requester);
      accepted(openDossier(office, signedIn(request).actor, { id, requester }));
      return Promise.resolve(accepted(dossierDetail(db, id, true)));
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/dossiers/:id/requester',
    config: { roles: ['creator'] },
    schema: {
      tags: ['dossiers'],
      summary: 'Correct the requester; the name is fixed once an original is signed',
      params: IdParams,
      body: DossierBody,
      response: { 200: DossierDetail },
    },
    handler: (request) => {
      const { id } = request.params;
      const requester = withoutAbsent(request.body.requester);
      accepted(correctRequester(office, signedIn(request).actor, { dossierId: id, requester }));
      return Promise.resolve(accepted(dossierDetail(db, id, true)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/dossiers/:id/account-look-up',
    config: { roles: ['creator'] },
    schema: {
      tags: ['dossiers'],
      summary: 'Ask the portal for the account of the requester, by the number in the dossier',
      params: IdParams,
      response: { 200: DossierDetail },
    },
    handler: async (request) => {
      const { id } = request.params;
      accepted(await accounts.lookUp(signedIn(request).actor, id));
      return accepted(dossierDetail(db, id, true));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/dossiers/:id',
    config: { roles: readers },
    schema: { tags: ['dossiers'], summary: 'A dossier', params: IdParams, response: { 200: DossierDetail } },
    handler: (request) => {
      const { actor } = signedIn(request);
      const { id } = request.params;
      const detail = accepted(dossierDetail(db, id, actor.roles.includes('creator')));
      // A screen asks again at every event: one look in five minutes is one entry.
      views.recordOnce(actor, readers, { act: 'view-dossier', objectType: 'dossier', objectId: id });
      return Promise.resolve(detail);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/dossiers/:id/extension',
    config: { roles: ['creator'] },
    schema: {
      tags: ['dossiers'],
      summary: 'Give a dossier more time; a slip with the new hour and day follows',
      params: IdParams,
      body: ExtensionBody,
      response: { 200: DossierDetail },
    },
    handler: (request) => {
      const { id } = request.params;
      accepted(extendDueTime(office, signedIn(request).actor, { dossierId: id, extension: request.body }));
      return Promise.resolve(accepted(dossierDetail(db, id, true)));
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/dossiers/:id/originals/:originalId',
    config: { roles: ['creator'], beginsWork: true },
    schema: {
      tags: ['dossiers'],
      summary: 'Add an original under an id of the client; repeated, it adds none',
      params: DossierOriginalParams,
      body: OriginalBody,
      response: { 200: OriginalDetail },
    },
    handler: (request) => {
      const { actor, officer } = signedIn(request);
      const { id: dossierId, originalId: id } = request.params;
      accepted(addOriginal(office, actor, { id, dossierId, ...withoutAbsent(request.body) }));
      return Promise.resolve(accepted(originalDetail(db, settingsOf(office), officer, id, office.clock.now())));
    },
  });
}
