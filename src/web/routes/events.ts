import { PassThrough } from 'node:stream';
import type { Role } from '../../certification/index.ts';
import type { OfficeEvent } from '../../workflow/events.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { withoutData } from '../http/errors.ts';
import { binary } from './binary.ts';

/** All times and limits of the event stream. */
export const eventLimits = {
  /** A comment this often keeps the line open and finds out that the session has ended (milliseconds). */
  heartbeatMs: 15_000,
  /** What the browser waits before it connects again (milliseconds). */
  retryMs: 2_000,
  /** A screen that takes nothing off the line any more is let go at this many bytes. */
  backlog: 256 * 1024,
} as const;

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

/** An event as the stream carries it (WHATWG HTML, server-sent events): ids, states and counts only. */
export function frame({ type, ...data }: OfficeEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * The live events. A screen that connects again asks for what it shows anew; nothing is repeated. Listening does not
 * count as use of the session, and the stream ends with it.
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
      const mayHear = (roles: readonly Role[] | null): boolean => {
        try {
          const session = sessions.look(key);
          if (!session.ok) {
            stream.end();
            return false;
          }
          const { actor, officer } = session.value;
          // Before a first password is changed there is nothing to see but the station itself.
          return roles === null || (!officer.mustChangePassword && roles.some((role) => actor.roles.includes(role)));
        } catch (error) {
          // Whoever told the news, and the beat, must not fail for one screen that cannot be served.
          office.log.error({ err: error instanceof Error ? withoutData(error) : null }, 'an event stream broke off');
          stream.destroy();
          return false;
        }
      };
      const send = (text: string): void => {
        if (stream.writableLength > eventLimits.backlog) stream.destroy();
        else if (stream.writable) stream.write(text);
      };
      const stopListening = office.events.listen((event) => {
        if (mayHear(hearers[event.type])) send(frame(event));
      });
      const stopWaiting = sessions.onEnd((ended) => {
        if (ended.equals(key)) stream.end();
      });
      const heartbeat = setInterval(() => {
        if (mayHear(null)) send(': here\n\n');
      }, eventLimits.heartbeatMs);
      stream.once('close', () => {
        clearInterval(heartbeat);
        stopListening();
        stopWaiting();
        open.delete(stream);
      });
      send(`retry: ${eventLimits.retryMs}\n: here\n\n`);
      return reply.type('text/event-stream; charset=utf-8').send(stream);
    },
  });
}
