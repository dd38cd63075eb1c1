import { BOOK_KEEPERS, enterNumbers } from '../../workflow/commands/enter-numbers.ts';
import { settingsOf } from '../../workflow/office.ts';
import { awaitedNumbers } from '../../workflow/views/awaited-numbers.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { AwaitedNumbers, NumbersAnswer, NumbersBody } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { withoutAbsent } from '../http/without-absent.ts';

/** Numbers that come from a paper book or the one-stop system: what waits for one, and entering them. */
export function bookNumberRoutes(app: App, { office, views }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/register/awaited',
    config: { roles: BOOK_KEEPERS },
    schema: {
      tags: ['register'],
      summary: 'The copies before their signature, with and without a number',
      response: { 200: AwaitedNumbers },
    },
    handler: (request) => {
      const view = awaitedNumbers(office.store.db, settingsOf(office), office.clock.now());
      const look = { act: 'view-awaited-numbers', objectType: 'register', objectId: view.registerType } as const;
      views.recordOnce(signedIn(request).actor, BOOK_KEEPERS, look);
      return Promise.resolve({ ...view, originals: [...view.originals] });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/register/numbers',
    config: { roles: BOOK_KEEPERS },
    schema: {
      tags: ['register'],
      summary: 'Enter the numbers that originals got in the book, or correct them before the signature',
      body: NumbersBody,
      response: { 200: NumbersAnswer },
    },
    handler: (request) => {
      const { numbers, confirmed, ...rest } = request.body;
      const input = {
        ...withoutAbsent(rest),
        numbers: numbers.map(withoutAbsent),
        ...(confirmed === undefined ? {} : { confirmed: withoutAbsent(confirmed) }),
      };
      return Promise.resolve(accepted(enterNumbers(office, signedIn(request).actor, input)));
    },
  });
}
