import { journalView } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { JournalAnswer, JournalCheck, JournalQuery } from '../contract/index.ts';

/** The journal, for the inspector; reading it is itself an entry. */
export function journalRoutes(app: App, { office, views }: RouteContext): void {
  const { store, clock } = office;
  // Who asks while it is walked is told what that walk finds.
  let walk: Promise<JournalCheck> | null = null;
  const check = async (): Promise<JournalCheck> => {
    const checkedAt = clock.now();
    const last = store.journal.head(store.db)?.seq ?? 0;
    const brokenAt = await store.journal.verifyInSteps(store.db);
    return { checkedAt, intact: brokenAt === null, brokenAt, last };
  };

  app.route({
    method: 'GET',
    url: '/api/journal/verification',
    config: { roles: ['inspector'] },
    schema: {
      tags: ['journal'],
      summary: 'Whether every entry follows from the one before',
      response: { 200: JournalCheck },
    },
    handler: async () => {
      walk ??= check().finally(() => {
        walk = null;
      });
      return await walk;
    },
  });

  app.route({
    method: 'GET',
    url: '/api/journal',
    config: { roles: ['inspector'] },
    schema: {
      tags: ['journal'],
      summary: 'Who did what to which thing: in order, or the newest first, of a day or an officer',
      querystring: JournalQuery,
      response: { 200: JournalAnswer },
    },
    handler: (request) => {
      const { order, after = 0, limit = 200, ...part } = request.query;
      const view = journalView(store, { ...part, after, limit, newestFirst: order === 'newest' });
      const look = { act: 'view-journal', objectType: 'station', objectId: 'journal' } as const;
      views.recordOnce(signedIn(request).actor, ['inspector'], look);
      return Promise.resolve(view);
    },
  });
}
