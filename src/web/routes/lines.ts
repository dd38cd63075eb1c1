import { Type } from 'typebox';
import { fail } from '../../common/result.ts';
import { pauseLine } from '../../store/repositories/lines.ts';
import { roleFor } from '../../workflow/actor.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { LinePauseBody } from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';

const keepers = ['technician', 'unit-admin'] as const;

/** The lines of an office that has several. */
export function lineRoutes(app: App, { office, portalStatus, pausesChanged }: RouteContext): void {
  app.route({
    method: 'PUT',
    url: '/api/station/lines/pause',
    config: { roles: keepers },
    schema: {
      tags: ['station'],
      summary: 'Let nothing go by a line, or let it go on; it stays so over a restart',
      body: LinePauseBody,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, keepers));
      const { name, paused } = request.body;
      const place = portalStatus().lines.findIndex((line) => line.name === name);
      if (place < 0) throw new Refused(fail('LINE-UNKNOWN').error);
      const by = paused ? { at: office.clock.now(), officer: actor.id } : null;
      office.store.write((tx) => {
        // Pressed twice, it is one act.
        if (!pauseLine(tx, name, by)) return;
        office.store.journal.append(tx, {
          actor: actor.id,
          role,
          act: paused ? 'pause-line' : 'resume-line',
          objectType: 'device',
          objectId: 'line',
          facts: { line: place + 1 },
        });
      });
      pausesChanged();
      return await reply.code(204).send(null);
    },
  });
}
