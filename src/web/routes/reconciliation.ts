import { fail } from '../../common/result.ts';
import { openDifferences } from '../../store/repositories/portal-differences.ts';
import { roleFor } from '../../workflow/actor.ts';
import { noteDifference } from '../../workflow/portal/reconciliation/note-difference.ts';
import { resendDossier } from '../../workflow/portal/reconciliation/resend-dossier.ts';
import { differenceViews, ledger, ledgerCsv } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  DifferenceParams,
  Done,
  IdParams,
  LedgerAnswer,
  LedgerTableQuery,
  ReconciliationAnswer,
} from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';
import { binary } from './binary.ts';
import { readers } from './dossiers.ts';

const comparers = ['creator', 'inspector'] as const;
const officers = ['creator'] as const;
const ledgerReaders = readers;

/** What was sent and what is there: the comparison with the portal, and the ledger of a dossier. */
export function reconciliationRoutes(app: App, { office, views, reconciler }: RouteContext): void {
  const { db } = office.store;

  app.route({
    method: 'GET',
    url: '/api/reconciliation',
    config: { roles: comparers },
    schema: {
      tags: ['portal'],
      summary: 'How far the portal has been asked about the dossiers sent, and what differs there',
      response: { 200: ReconciliationAnswer },
    },
    handler: (request) => {
      const look = { act: 'view-reconciliation', objectType: 'station', objectId: 'reconciliation' } as const;
      views.recordOnce(signedIn(request).actor, comparers, look);
      const status = reconciler?.status();
      return Promise.resolve({
        readAt: office.clock.now(),
        way:
          status === undefined ? ('by-hand' as const) : status.offered ? ('asked' as const) : ('not-offered' as const),
        round: status?.round ?? null,
        lastWholeAt: status?.lastWholeAt ?? null,
        last: status?.last ?? null,
        failing: [...(status?.failing ?? [])],
        differences: differenceViews(db, openDifferences(db)),
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/reconciliation',
    config: { roles: officers },
    schema: {
      tags: ['portal'],
      summary: 'Ask the portal now; a round under way goes on',
      response: { 200: Done },
    },
    handler: (request) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, officers));
      if (!reconciler) throw new Refused(fail('PORTAL-LOOK-UP-NOT-OFFERED').error);
      accepted(reconciler.startNow({ id: actor.id, role }));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'POST',
    url: '/api/portal-differences/:id/resending',
    config: { roles: officers },
    schema: {
      tags: ['portal'],
      summary: 'Send the dossier again, so that the difference goes away',
      params: DifferenceParams,
      response: { 200: Done },
    },
    handler: (request) => {
      accepted(resendDossier(office, signedIn(request).actor, request.params.id));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'POST',
    url: '/api/portal-differences/:id/note',
    config: { roles: officers },
    schema: {
      tags: ['portal'],
      summary: 'An officer has seen the difference and sees to it at the portal',
      params: DifferenceParams,
      response: { 200: Done },
    },
    handler: (request) => {
      accepted(noteDifference(office, signedIn(request).actor, request.params.id));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'GET',
    url: '/api/dossiers/:id/ledger',
    config: { roles: ledgerReaders },
    schema: {
      tags: ['portal'],
      summary: 'All that was sent of a dossier, what was confirmed, and what is there',
      params: IdParams,
      response: { 200: LedgerAnswer },
    },
    handler: (request) => {
      const { id } = request.params;
      const found = accepted(ledger(db, id));
      const look = { act: 'view-ledger', objectType: 'dossier', objectId: id } as const;
      views.recordOnce(signedIn(request).actor, ledgerReaders, look);
      return Promise.resolve({ readAt: office.clock.now(), ...found });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/dossiers/:id/ledger.csv',
    config: { roles: ledgerReaders },
    schema: {
      tags: ['portal'],
      summary: 'The same as a table',
      params: IdParams,
      querystring: LedgerTableQuery,
      response: binary('text/csv'),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const found = accepted(ledger(db, id));
      const look = { act: 'view-ledger', objectType: 'dossier', objectId: id } as const;
      views.record(signedIn(request).actor, ledgerReaders, look);
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="nhat-ky-gui-${found.dossierCode}.csv"`)
        .send(ledgerCsv(found, request.query.language ?? 'vi'));
    },
  });
}
