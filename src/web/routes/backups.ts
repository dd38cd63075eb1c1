import { Type } from 'typebox';
import type { Backups } from '../../upkeep/backup/service.ts';
import { type App, signedIn } from '../app.ts';
import { BackupStarted, BackupsAnswer } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import type { SignedIn } from '../sessions/sessions.ts';

const roles = ['technician', 'unit-admin'] as const;
const shown = 30;

/** The office's backups: what there is, begin one now, and take a new disk for them. */
export function backupRoutes(app: App, backups: Backups): void {
  app.route({
    method: 'GET',
    url: '/api/backups',
    config: { roles },
    schema: { tags: ['upkeep'], summary: 'The last backups', response: { 200: BackupsAnswer } },
    handler: () => ({ ...backups.status(), backups: backups.list(shown) }),
  });

  app.route({
    method: 'POST',
    url: '/api/backups',
    config: { roles },
    schema: { tags: ['upkeep'], summary: 'Begin a backup now', response: { 202: BackupStarted } },
    handler: async (request, reply) => {
      const { id } = accepted(backups.start(asker(signedIn(request))));
      return await reply.code(202).send({ backupId: id });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/backups/place',
    config: { roles },
    schema: {
      tags: ['upkeep'],
      summary: 'Take the folder of the settings as the place for this office’s backups',
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      accepted(await backups.prepare(asker(signedIn(request))));
      return await reply.code(204).send(null);
    },
  });
}

function asker({ actor }: SignedIn): { id: string; role: string } {
  return { id: actor.id, role: roles.find((role) => actor.roles.includes(role)) ?? 'technician' };
}
