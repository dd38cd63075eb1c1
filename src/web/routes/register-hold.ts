import type { Role } from '../../certification/index.ts';
import { confirmRegister } from '../../workflow/commands/confirm-register.ts';
import { lostKeysView } from '../../workflow/views/lost-keys.ts';
import { registerHold } from '../../workflow/views/register-hold.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { ConfirmationAnswer, ConfirmationBody, HoldAnswer } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

const readers: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'unit-admin', 'technician', 'inspector'];

/** Whether numbers wait after a database came out of a backup, and the officer's word that lets them go on. */
export function registerHoldRoutes(app: App, { office }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/register/hold',
    config: { roles: readers },
    schema: { tags: ['register'], summary: 'Whether numbers wait for a confirmation', response: { 200: HoldAnswer } },
    handler: async () => ({ hold: await registerHold(office), lostKeys: lostKeysView(office) }),
  });

  app.route({
    method: 'POST',
    url: '/api/register/hold/confirmation',
    config: { roles: ['seal-keeper', 'unit-admin'] },
    schema: {
      tags: ['register'],
      summary: 'Say what the next number is; what lies before it and is not known is lost',
      body: ConfirmationBody,
      response: { 200: ConfirmationAnswer },
    },
    handler: (request) =>
      Promise.resolve(accepted(confirmRegister(office, signedIn(request).actor, request.body.nextNumber))),
  });
}
