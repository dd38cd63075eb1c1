import { readHolidays } from '../../store/repositories/settings.ts';
import { changeHolidays, holidayEffect } from '../admin/holidays.ts';
import { SettingsDesk } from '../admin/settings.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  HolidayChange,
  HolidayEffect,
  Holidays,
  SettingAnswer,
  SettingBody,
  SettingList,
  SettingParams,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

const admins = ['unit-admin'] as const;
const keepers = ['unit-admin', 'technician'] as const;

/** Settings and holidays. */
export function adminRoutes(app: App, { office }: RouteContext): void {
  const { db } = office.store;
  const tags = ['administration'];
  const settings = new SettingsDesk(office);

  app.route({
    method: 'GET',
    url: '/api/settings',
    config: { roles: keepers },
    schema: { tags, summary: 'The settings that the caller keeps', response: { 200: SettingList } },
    handler: (request) => Promise.resolve({ settings: settings.list(signedIn(request).actor) }),
  });

  app.route({
    method: 'GET',
    url: '/api/settings/:key',
    config: { roles: keepers },
    schema: { tags, summary: 'A setting', params: SettingParams, response: { 200: SettingAnswer } },
    handler: (request) => Promise.resolve(accepted(settings.view(signedIn(request).actor, request.params.key))),
  });

  app.route({
    method: 'PUT',
    url: '/api/settings/:key',
    config: { roles: keepers },
    schema: {
      tags,
      summary: 'Change a setting',
      params: SettingParams,
      body: SettingBody,
      response: { 200: SettingAnswer },
    },
    handler: (request) =>
      Promise.resolve(accepted(settings.change(signedIn(request).actor, request.params.key, request.body))),
  });

  app.route({
    method: 'GET',
    url: '/api/holidays',
    config: { roles: 'signed-in' },
    schema: { tags, summary: 'Holidays and swapped days', response: { 200: Holidays } },
    handler: () => Promise.resolve({ days: readHolidays(db) }),
  });

  app.route({
    method: 'POST',
    url: '/api/holidays',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Add and remove holidays and swapped days',
      body: HolidayChange,
      response: { 200: Holidays },
    },
    handler: (request) => {
      accepted(changeHolidays(office, signedIn(request).actor, request.body));
      return Promise.resolve({ days: readHolidays(db) });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/holidays/effect',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Which open dossiers a change of the holidays would concern; nothing is changed',
      body: HolidayChange,
      response: { 200: HolidayEffect },
    },
    handler: (request) => Promise.resolve(accepted(holidayEffect(office, request.body))),
  });
}
