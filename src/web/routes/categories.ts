import { Type } from 'typebox';
import { fail } from '../../common/result.ts';
import { decideCategory } from '../../workflow/categories/decide.ts';
import { categoriesView } from '../../workflow/categories/view.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { CategoriesAnswer, CategoryDecision, IdParams } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

const roles = ['unit-admin'] as const;
const tags = ['administration'];

/** The portal's categories: what is in force, what changed there, and the unit admin's word about it. */
export function categoryRoutes(app: App, { office, categories }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/categories',
    config: { roles },
    schema: { tags, summary: 'The portal’s categories, version by version', response: { 200: CategoriesAnswer } },
    handler: () =>
      Promise.resolve({
        readAt: office.clock.now(),
        offered: categories?.offered ?? false,
        running: categories?.isRunning ?? false,
        categories: categoriesView(office),
      }),
  });

  app.route({
    method: 'POST',
    url: '/api/categories/pull',
    config: { roles },
    schema: { tags, summary: 'Ask the portal for its categories now', response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      const { actor } = signedIn(request);
      accepted(categories?.pullAll() ?? fail('CATEGORY-NOT-OFFERED'));
      office.store.write((tx) =>
        office.store.journal.append(tx, {
          actor: actor.id,
          role: 'unit-admin',
          act: 'pull-categories',
          objectType: 'station',
          objectId: 'station',
        }),
      );
      return await reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/categories/:id/decision',
    config: { roles },
    schema: {
      tags,
      summary: 'Take a changed category over, or decline it',
      params: IdParams,
      body: CategoryDecision,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      const { accept, follow, seen } = request.body;
      const decision = { versionId: request.params.id, accept, follow, seen };
      accepted(decideCategory(office, signedIn(request).actor, decision));
      return await reply.code(204).send(null);
    },
  });
}
