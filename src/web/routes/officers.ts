import { civilDate } from '../../common/vietnam-time.ts';
import { resetSecondFactor } from '../../workflow/commands/reset-second-factor.ts';
import { officerList, officerView } from '../../workflow/views/index.ts';
import { adminUntil } from '../admin/officer-check.ts';
import { changeOfficer, createOfficer, setFirstPassword, unlockOfficer } from '../admin/officers.ts';
import { pluggedTokens } from '../admin/plugged-tokens.ts';
import { putSealPermission } from '../admin/seal-permissions.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  Done,
  FirstPasswordAnswer,
  IdParams,
  NewOfficerBody,
  OfficerAnswer,
  OfficerBody,
  OfficerList,
  PermissionBody,
  PermissionParams,
  PluggedTokens,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

const admins = ['unit-admin'] as const;
const tags = ['administration'];

/** The officers of the unit: who may do what, from when to when, by which decision. */
export function officerRoutes(app: App, { office }: RouteContext): void {
  const { db } = office.store;

  app.route({
    method: 'GET',
    url: '/api/officers',
    config: { roles: admins },
    schema: { tags, summary: 'The officer list', response: { 200: OfficerList } },
    handler: () => {
      const now = office.clock.now();
      const until = adminUntil(db, civilDate(now));
      const endless = until === '9999-12-31';
      return Promise.resolve({
        officers: officerList(db, now),
        today: civilDate(now),
        adminUntil: endless ? null : until,
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/officers',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Enter an officer with the assigning decision; answers the first password',
      body: NewOfficerBody,
      response: { 200: FirstPasswordAnswer },
    },
    handler: async (request) => accepted(await createOfficer(office, signedIn(request).actor, request.body)),
  });

  app.route({
    method: 'PUT',
    url: '/api/officers/:id',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Change an officer',
      params: IdParams,
      body: OfficerBody,
      response: { 200: OfficerAnswer },
    },
    handler: (request) =>
      Promise.resolve(accepted(changeOfficer(office, signedIn(request).actor, request.params.id, request.body))),
  });

  app.route({
    method: 'POST',
    url: '/api/officers/:id/first-password',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Give an officer a new first password',
      params: IdParams,
      response: { 200: FirstPasswordAnswer },
    },
    handler: async (request) => accepted(await setFirstPassword(office, signedIn(request).actor, request.params.id)),
  });

  app.route({
    method: 'POST',
    url: '/api/officers/:id/unlock',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Lift the lock after wrong passwords',
      params: IdParams,
      response: { 200: OfficerAnswer },
    },
    handler: (request) => Promise.resolve(accepted(unlockOfficer(office, signedIn(request).actor, request.params.id))),
  });

  app.route({
    method: 'DELETE',
    url: '/api/officers/:id/second-factor',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Take an officer’s one-time codes away; the next sign-in sets new ones up',
      params: IdParams,
      response: { 200: OfficerAnswer },
    },
    handler: (request) => {
      const officer = accepted(resetSecondFactor(office.store, signedIn(request).actor, request.params.id));
      return Promise.resolve(officerView(db, officer, office.clock.now()));
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/officers/:id/seal-permissions/:permissionId',
    config: { roles: admins },
    schema: {
      tags,
      summary: 'Enter a permission to seal what one has created, or change its last day',
      params: PermissionParams,
      body: PermissionBody,
      response: { 200: Done },
    },
    handler: (request) => {
      const { id: officerId, permissionId } = request.params;
      accepted(putSealPermission(office, signedIn(request).actor, { id: permissionId, officerId, ...request.body }));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'GET',
    url: '/api/tokens',
    config: { roles: admins },
    schema: { tags, summary: 'The tokens now plugged in, with their certificates', response: { 200: PluggedTokens } },
    handler: () => pluggedTokens(office),
  });
}
