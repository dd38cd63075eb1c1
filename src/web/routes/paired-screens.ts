import { fail } from '../../common/result.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import { roleFor } from '../../workflow/actor.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { ApprovalBody, Done, IdParams, ScreenBody, ScreenList } from '../contract/index.ts';
import { Misses } from '../http/misses.ts';
import { accepted, Refused } from '../http/refused.ts';
import { approve, waitingNow } from '../screens/pairing.ts';

const admins = ['unit-admin'] as const;

/** The paired screens, for the unit admin: approve one, name it, end it. */
export function pairedScreenRoutes(app: App, { office, screens }: RouteContext): void {
  const { store, clock } = office;
  const { journal } = store;
  const tags = ['screens'];
  const misses = new Misses();

  const list = (here: string | null): ScreenList => ({
    screens: screens.list().map(({ id, name, purpose, pairedAt, pairedBy, lastSeenAt }) => {
      const officer = pairedBy === null ? undefined : findOfficer(store.db, pairedBy);
      const by = officer ? { id: officer.id, fullName: officer.fullName } : null;
      return { id, name, purpose, pairedAt, pairedBy: by, lastSeenAt, here: id === here };
    }),
    waiting: waitingNow(store.db, clock.now()).map(({ address, askedAt }) => ({ address, askedAt })),
  });

  app.route({
    method: 'GET',
    url: '/api/screens',
    config: { roles: admins },
    schema: { tags, summary: 'The paired screens, and those that wait', response: { 200: ScreenList } },
    handler: (request) => Promise.resolve(list(request.screen?.id ?? null)),
  });

  app.route({
    method: 'PUT',
    url: '/api/screens/:id/pairing',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Pair the screen that shows this code',
      params: IdParams,
      body: ApprovalBody,
      response: { 200: ScreenList },
    },
    handler: (request) => {
      const { actor } = signedIn(request);
      const { id } = request.params;
      const { code, name, purpose } = request.body;
      const role = accepted(roleFor(actor, admins));
      if (!misses.check(actor.id, clock.now()).ok) throw new Refused(fail('SCREEN-CODE-TRIES').error);
      const approval = { id, code, name: name.normalize('NFC').trim(), purpose };
      const paired = store.attempt((tx) => approve(tx, { journal, clock }, { id: actor.id, role }, approval));
      if (!paired.ok && paired.error.code === 'SCREEN-CODE-UNKNOWN') misses.add(actor.id, clock.now());
      accepted(paired);
      return Promise.resolve(list(request.screen?.id ?? null));
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/screens/:id',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Change what a screen is called or is for',
      params: IdParams,
      body: ScreenBody,
      response: { 200: Done },
    },
    handler: (request) => {
      const { name, purpose } = request.body;
      const change = { name: name.normalize('NFC').trim(), purpose };
      accepted(screens.change(signedIn(request).actor, request.params.id, change));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/screens/:id',
    config: { roles: admins },
    schema: { tags, summary: 'End a screen: its key and its sessions', params: IdParams, response: { 200: Done } },
    handler: (request) => {
      accepted(screens.revoke(signedIn(request).actor, request.params.id));
      return Promise.resolve({});
    },
  });
}
