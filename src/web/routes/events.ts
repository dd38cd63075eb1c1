import { PassThrough } from 'node:stream';
import type { Role } from '../../certification/index.ts';
import type { OfficeEvent } from '../../workflow/events.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { withoutData } from '../http/errors.ts';
import { feedLimits, LiveFeed } from '../http/live-feed.ts';
import { binary } from './binary.ts';

const desk: readonly Role[] = ['creator'];
const copies: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'inspector'];
const signing: readonly Role[] = ['signer', 'seal-keeper'];

/** Who hears of what; `null` is everybody. */
const hearers: Readonly<Record<OfficeEvent['type'], readonly Role[] | null>> = {
  'dossier-changed': copies,
  'inbound-changed': desk,
  'original-changed': copies,
  'page-scanned': desk,
  'scan-progress': desk,
  'scan-ended': desk,
  'attempt-progress': signing,
  'attempt-ended': signing,
  'clock-changed': null,
  'station-changed': null,
};

/**
 * The live events. A screen that connects again is told what it missed, or to ask for what it shows anew. Listening does
 * not count as use of the session, and the stream ends with it.
 */
export function eventRoutes(app: App, { office, sessions }: RouteContext): void {
  const open = new Set<PassThrough>();
  app.addHook('preClose', (done) => {
    for (const stream of open) stream.end();
    done();
  });

  app.route({
    method: 'GET',
    url: '/api/events',
    config: { roles: 'signed-in', background: true, beforePasswordChange: true },
    schema: {
      tags: ['events'],
      summary: 'Live events (text/event-stream)',
      response: binary('text/event-stream'),
    },
    handler: (request, reply) => {
      const { key } = signedIn(request);
      const stream = new PassThrough();
      open.add(stream);
      const hearing = (): ((type: OfficeEvent['type']) => boolean) | null => {
        try {
          const session = sessions.look(key);
          if (!session.ok) {
            stream.end();
            return null;
          }
          const { actor, officer } = session.value;
          return (type) => {
            const roles = hearers[type];
            // Before a first password is changed there is nothing to see but the station itself.
            return roles === null || (!officer.mustChangePassword && roles.some((role) => actor.roles.includes(role)));
          };
        } catch (error) {
          // Whoever told the news, and the beat, must not fail for one screen that cannot be served.
          office.log.error({ err: error instanceof Error ? withoutData(error) : null }, 'an event stream broke off');
          stream.destroy();
          return null;
        }
      };
      const lastId = request.headers['last-event-id'];
      const feed = new LiveFeed({
        ...{ events: office.events, clock: office.clock, stream, hearing },
        lastId: typeof lastId === 'string' ? lastId : undefined,
      });
      const stopListening = office.events.listen((event) => feed.notice(event));
      const stopWaiting = sessions.onEnd((ended) => {
        if (ended.equals(key)) stream.end();
      });
      const heartbeat = setInterval(() => feed.beat(), feedLimits.heartbeatMs);
      stream.once('close', () => {
        clearInterval(heartbeat);
        feed.close();
        stopListening();
        stopWaiting();
        open.delete(stream);
      });
      return reply.type('text/event-stream; charset=utf-8').send(stream);
    },
  });
}
