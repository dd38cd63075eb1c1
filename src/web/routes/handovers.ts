import { settingsOf } from '../../workflow/office.ts';
import { correctProof, enterProof } from '../../workflow/portal/by-hand/enter-proof.ts';
import { reportUpdate } from '../../workflow/portal/by-hand/report-update.ts';
import { takeFile } from '../../workflow/portal/by-hand/take-file.ts';
import { checkTakeable } from '../../workflow/portal/deliverable.ts';
import { handoverDetail, handoverList, takenFile } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  Done,
  HandoverDetail,
  HandoverList,
  IdParams,
  ProofBody,
  ProofCorrectionBody,
  UpdateBody,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { sendDocument } from '../http/send-document.ts';
import { withoutAbsent } from '../http/without-absent.ts';
import { binary } from './binary.ts';

/** The officer who makes a copy also returns it (CV 5438, step “trả kết quả”), and knows how to reach the requester. */
const officers = ['creator'] as const;
const config = { roles: officers };

/** Copies that an officer puts on the portal by hand: the file, the fields, the proof. */
export function handoverRoutes(app: App, { office, views, portalStatus }: RouteContext): void {
  const { store } = office;
  const detail = (id: string): HandoverDetail =>
    accepted(handoverDetail(store, settingsOf(office), portalStatus().kind, id, office.clock.now()));

  app.route({
    method: 'GET',
    url: '/api/handovers',
    config,
    schema: {
      tags: ['portal'],
      summary: 'What waits to be put on the portal by hand',
      response: { 200: HandoverList },
    },
    handler: (request) => {
      const settings = settingsOf(office);
      const now = office.clock.now();
      const list = handoverList(store.db, settings, portalStatus().kind, now);
      views.recordOnce(signedIn(request).actor, officers, {
        act: 'view-pile',
        objectType: 'station',
        objectId: 'handovers',
      });
      return Promise.resolve({ readAt: now, lateHours: settings['portal.manual-late-hours'], ...list });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/handovers/:id',
    config,
    schema: {
      tags: ['portal'],
      summary: 'One copy to be put on the portal: file, fields of the portal’s module, proofs',
      params: IdParams,
      response: { 200: HandoverDetail },
    },
    handler: (request) => {
      const { id } = request.params;
      const answer = detail(id);
      const look = { act: 'view-handover', objectType: 'original', objectId: id } as const;
      views.recordOnce(signedIn(request).actor, officers, look);
      return Promise.resolve(answer);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/handovers/:id/taking',
    config,
    schema: {
      tags: ['portal'],
      summary: 'Take the file to put it on the portal: it is final from now on',
      params: IdParams,
      response: { 200: HandoverDetail },
    },
    handler: async (request) => {
      const { id } = request.params;
      accepted(await checkTakeable(office, id));
      accepted(takeFile(office, signedIn(request).actor, id, portalStatus().kind));
      return detail(id);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/handovers/:id/file.pdf',
    config,
    schema: {
      tags: ['portal'],
      summary: 'The file that was taken, under the name that the office has set',
      params: IdParams,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const { document, name } = accepted(takenFile(store, id));
      const look = { act: 'view-copy', objectType: 'original', objectId: id } as const;
      views.record(signedIn(request).actor, officers, { ...look, facts: { sha256: document.sha256 } });
      void reply.header('content-disposition', `attachment; filename="${name}"`);
      return await sendDocument(store, reply, document, 'application/pdf');
    },
  });

  app.route({
    method: 'POST',
    url: '/api/handovers/:id/proof',
    config,
    schema: {
      tags: ['portal'],
      summary: 'Enter what the portal answered: the original is delivered',
      params: IdParams,
      body: ProofBody,
      response: { 200: HandoverDetail },
    },
    handler: (request) => {
      const { id: originalId } = request.params;
      const input = { originalId, ...withoutAbsent(request.body) };
      accepted(enterProof(office, signedIn(request).actor, input, portalStatus().kind));
      return Promise.resolve(detail(originalId));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/handovers/:id/proof-correction',
    config,
    schema: {
      tags: ['portal'],
      summary: 'Correct a proof that was entered wrong, with the reason; the wrong one is kept',
      params: IdParams,
      body: ProofCorrectionBody,
      response: { 200: HandoverDetail },
    },
    handler: (request) => {
      const { id: originalId } = request.params;
      accepted(correctProof(office, signedIn(request).actor, { originalId, ...withoutAbsent(request.body) }));
      return Promise.resolve(detail(originalId));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/handover-updates/:id',
    config,
    schema: {
      tags: ['portal'],
      summary: 'The portal’s record of a dossier was brought up to date by hand',
      params: IdParams,
      body: UpdateBody,
      response: { 200: Done },
    },
    handler: (request) => {
      const input = { dossierId: request.params.id, through: request.body.through };
      accepted(reportUpdate(office, signedIn(request).actor, input, portalStatus().kind));
      return Promise.resolve({});
    },
  });
}
