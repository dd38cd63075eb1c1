import { type Role, registerYear } from '../../certification/index.ts';
import { fail } from '../../common/result.ts';
import { openVolume } from '../../workflow/commands/open-volume.ts';
import { settingsOf } from '../../workflow/office.ts';
import { registerView } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { RegisterAnswer, RegisterQuery, VolumeAnswer, VolumeBody, VolumeList } from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';

/** Who may read the register. */
export const registerReaders: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'unit-admin', 'inspector'];

/** The register and its volumes. */
export function registerRoutes(app: App, { office, views }: RouteContext): void {
  const { db } = office.store;
  const volumesOf = (year: number) => registerView(db, settingsOf(office), { year, after: 0, limit: 0 }).volumes;

  app.route({
    method: 'GET',
    url: '/api/register',
    config: { roles: registerReaders },
    schema: {
      tags: ['register'],
      summary: 'A year of the register in the order of its numbers, or the newest first; all of it or a part',
      querystring: RegisterQuery,
      response: { 200: RegisterAnswer },
    },
    handler: (request) => {
      const { year = registerYear(office.clock.now()), after = 0, limit = 100, order, ...part } = request.query;
      const newestFirst = order === 'newest';
      const view = registerView(db, settingsOf(office), { ...part, year, after, limit, newestFirst });
      const look = { act: 'view-register', objectType: 'register', objectId: `${view.registerType}/${year}` } as const;
      views.recordOnce(signedIn(request).actor, registerReaders, look);
      return Promise.resolve(view);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/register/volumes',
    config: { roles: ['unit-admin', 'seal-keeper'] },
    schema: {
      tags: ['register'],
      summary: "This year's volumes, without their entries",
      response: { 200: VolumeList },
    },
    handler: () => {
      const year = registerYear(office.clock.now());
      const { registerType, volumes, lost } = registerView(db, settingsOf(office), { year, after: 0, limit: 0 });
      return Promise.resolve({ registerType, year, volumes, lost });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/register/volumes',
    config: { roles: ['unit-admin', 'seal-keeper'] },
    schema: {
      tags: ['register'],
      summary: 'Open the next volume of this year, named by its ordinal',
      body: VolumeBody,
      response: { 200: VolumeAnswer },
    },
    handler: (request) => {
      const { year, ordinal } = request.body;
      const volumes = year === registerYear(office.clock.now()) ? volumesOf(year) : null;
      const there = volumes?.find((volume) => volume.ordinal === ordinal);
      if (!there) {
        const next = Math.max(0, ...(volumes ?? []).map((volume) => volume.ordinal)) + 1;
        if (!volumes || ordinal !== next) throw new Refused(fail('STORE-CHANGED-MEANWHILE', { year, next }).error);
        accepted(openVolume(office, signedIn(request).actor));
      }
      const opened = there ?? volumesOf(year).find((volume) => volume.ordinal === ordinal);
      if (!opened) throw new Error('a volume just opened is not there');
      return Promise.resolve({ year, ordinal, firstNumber: opened.firstNumber });
    },
  });
}
