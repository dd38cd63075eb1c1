import { type App, type RouteContext, signedIn } from '../app.ts';
import { JournalAnswer, JournalCheck, JournalQuery } from '../contract/index.ts';

/** The journal, for the inspector; reading it is itself an entry. */
export function journalRoutes(app: App, { office, views }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/journal/verification',
    config: { roles: ['inspector'] },
    schema: {
      tags: ['journal'],
      summary: 'Whether every entry follows from the one before',
      response: { 200: JournalCheck },
    },
    handler: () => {
      const brokenAt = office.store.journal.verify(office.store.db);
      return Promise.resolve({ intact: brokenAt === null, brokenAt });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/journal',
    config: { roles: ['inspector'] },
    schema: {
      tags: ['journal'],
      summary: 'Who did what to which thing, in order',
      querystring: JournalQuery,
      response: { 200: JournalAnswer },
    },
    handler: (request) => {
      const { after = 0, limit = 200 } = request.query;
      const rows = office.store.journal.list(office.store.db, after, limit);
      const look = { act: 'view-journal', objectType: 'station', objectId: 'journal' } as const;
      views.recordOnce(signedIn(request).actor, ['inspector'], look);
      return Promise.resolve({
        entries: rows.map(({ previous: _, hash, ...row }) => ({ ...row, hash: hash.toString('hex') })),
      });
    },
  });
}
