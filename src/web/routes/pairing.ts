import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, RouteContext } from '../app.ts';
import { PairingAnswer } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { keyCookie, keyCookieOptions } from '../screens/device-key.ts';
import { askToBePaired, type Waiting, waitingBy } from '../screens/pairing.ts';

const nothing: PairingAnswer = { state: 'none', code: null, until: null, name: null, purpose: null };

/** The only routes, beside the screens' own files, that answer a screen which is not paired. */
export function pairingRoutes(app: App, { office, screens }: RouteContext): void {
  const { store, clock } = office;

  const known = (request: FastifyRequest, reply: FastifyReply): PairingAnswer => {
    const key = request.cookies[keyCookie];
    const { screen } = request;
    if (screen !== null) {
      if (screen.id !== null && key !== undefined) {
        void reply.setCookie(keyCookie, screens.keyFor(screen.id, key), keyCookieOptions);
      }
      return { ...nothing, state: 'paired', name: screen.name, purpose: screen.purpose };
    }
    const waiting = key === undefined ? null : waitingBy(store.db, key, clock.now());
    return waiting ? answer(waiting) : nothing;
  };

  app.route({
    method: 'GET',
    url: '/api/pairing',
    config: { roles: 'open', unpaired: true },
    schema: { tags: ['screens'], summary: 'Whether this screen is paired', response: { 200: PairingAnswer } },
    handler: (request, reply) => Promise.resolve(known(request, reply)),
  });

  app.route({
    method: 'POST',
    url: '/api/pairing',
    config: { roles: 'open', unpaired: true },
    schema: {
      tags: ['screens'],
      summary: 'Ask for this screen to be paired: a code to show',
      response: { 200: PairingAnswer },
    },
    handler: (request, reply) => {
      const before = known(request, reply);
      if (before.state !== 'none') return Promise.resolve(before);
      const waiting = accepted(store.attempt((tx) => askToBePaired(tx, request.ip, clock.now())));
      if (waiting.key !== null) void reply.setCookie(keyCookie, waiting.key, keyCookieOptions);
      return Promise.resolve(answer(waiting));
    },
  });
}

function answer({ code, until }: Waiting): PairingAnswer {
  return { ...nothing, state: 'waiting', code, until };
}
