import { DOSSIER_STATE_TABLE, fee } from '../../certification/index.ts';
import { fail } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import { settingsOf } from '../../workflow/office.ts';
import { trackedState } from '../../workflow/views/index.ts';
import type { App, RouteContext } from '../app.ts';
import { TrackedDossier, TrackingParams, VisitorFees } from '../contract/index.ts';
import { Misses } from '../http/misses.ts';
import { accepted, Refused } from '../http/refused.ts';

/** So many pages show how the fee grows. */
const examplePages = [1, 2, 3, 10];

/** What anybody may ask at the visitors' screen: nothing here names a person or a paper. */
export function visitorRoutes(app: App, { office }: RouteContext): void {
  const misses = new Misses();

  app.route({
    method: 'GET',
    url: '/api/visitor/fees',
    config: { roles: 'open' },
    schema: { tags: ['visitor'], summary: 'What a copy costs today', response: { 200: VisitorFees } },
    handler: () => {
      const on = civilDate(office.clock.now());
      const table = settingsOf(office)['fee.table'];
      const of = (chargeablePages: number) => accepted(fee({ chargeablePages, copies: 1, on, table }));
      const { firstPages, firstPage, furtherPage, capPerCopy, source } = of(1).rate;
      const examples = examplePages.map((pages) => ({ pages, total: of(pages).total }));
      return Promise.resolve({ on, firstPages, firstPage, furtherPage, capPerCopy, source, examples });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/visitor/dossiers/:code',
    config: { roles: 'open' },
    schema: {
      tags: ['visitor'],
      summary: 'Where the dossier with this tracking code is: its state and no more',
      params: TrackingParams,
      response: { 200: TrackedDossier },
    },
    handler: (request) => {
      const now = office.clock.now();
      accepted(misses.check(request.ip, now));
      const state = trackedState(office.store.db, request.params.code);
      if (state === null) {
        misses.add(request.ip, now);
        throw new Refused(fail('WEB-TRACKING-UNKNOWN').error);
      }
      const { vi, en } = DOSSIER_STATE_TABLE[state];
      return Promise.resolve({ state, stateWords: { vi, en } });
    },
  });
}
