import { release, type } from 'node:os';
import { recentLines } from '../../common/log.ts';
import { definitions } from '../../settings/index.ts';
import { listUnfitSettings } from '../../store/repositories/settings.ts';
import { lineSlotMs } from '../../upkeep/station/line-history.ts';
import { roleFor } from '../../workflow/actor.ts';
import { lostKeysView } from '../../workflow/views/lost-keys.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { MachineAnswer, SelfTestAnswer, SelfTestBody } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { selfTest } from '../station/self-test.ts';

const keepers = ['technician', 'unit-admin'] as const;

/** The technician's view of the station: no dossier, no person. */
export function machineRoutes(app: App, { office, scanners, watch, version }: RouteContext): void {
  const sqlite = office.store.db.get<{ version: string }>('SELECT sqlite_version() AS version').version;

  app.route({
    method: 'GET',
    url: '/api/station/machine',
    config: { roles: keepers },
    schema: {
      tags: ['station'],
      summary: 'The last day of the line, versions, and what the program said',
      response: { 200: MachineAnswer },
    },
    handler: () => {
      const readAt = office.clock.now();
      return Promise.resolve({
        readAt,
        line: {
          slotMs: lineSlotMs,
          slots: watch.line.lastDay(readAt).map(({ slot, state }) => ({ at: slot, state })),
        },
        program: {
          version,
          node: process.versions.node,
          sqlite,
          system: `${type()} ${release()}`,
          startedAt: watch.startedAt,
        },
        settingsUnfit: listUnfitSettings(office.store.db).map((key) => definitions[key].title),
        lostKeys: lostKeysView(office),
        log: [...recentLines(office.log)],
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/station/self-test',
    config: { roles: keepers },
    schema: {
      tags: ['station'],
      summary: 'Test a scanner or the tokens; a failure of the device is an answer',
      body: SelfTestBody,
      response: { 200: SelfTestAnswer },
    },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, keepers));
      const found = await selfTest(office, scanners, request.body);
      office.store.write((tx) =>
        office.store.journal.append(tx, {
          actor: actor.id,
          role,
          act: 'self-test',
          objectType: 'device',
          objectId: request.body.part,
          facts: { code: found.failureCode },
        }),
      );
      return found;
    },
  });
}
