import { clockRefusals } from '../../upkeep/clock/clock-state.ts';
import type { ClockStatus } from '../../upkeep/clock/clock-watch.ts';
import { clockConfirmers, confirmClock } from '../../workflow/commands/confirm-clock.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { ClockAnswer, ClockConfirmationBody } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

/** The station's date and time, and the officer's word that they are right. */
export function clockRoutes(app: App, { office }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/clock',
    config: { roles: 'signed-in', beforePasswordChange: true },
    schema: {
      tags: ['station'],
      summary: 'The date and time, and whether they may go on a certificate',
      response: { 200: ClockAnswer },
    },
    handler: () => Promise.resolve(answer(office.clockWatch.look())),
  });

  app.route({
    method: 'POST',
    url: '/api/clock/confirmation',
    config: { roles: clockConfirmers },
    schema: {
      tags: ['station'],
      summary: 'Say that the date and time are right',
      body: ClockConfirmationBody,
      response: { 200: ClockAnswer },
    },
    handler: (request) =>
      Promise.resolve(answer(accepted(confirmClock(office, signedIn(request).actor, request.body.seen)))),
  });
}

function answer(status: ClockStatus): ClockAnswer {
  const { state, jumpMs, ...rest } = status;
  const code: string | null = clockRefusals[state];
  return { ...rest, state, code, jumpMs: jumpMs === null ? null : Math.round(jumpMs) };
}
