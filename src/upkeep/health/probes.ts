import { get } from 'node:https';
import { sql } from '../../store/drizzle.ts';
import type { Store } from '../../store/index.ts';
import type { HealthProbe } from './health.ts';

/**
 * Whether the station's own address answers over TLS under its own name. A real connection: it notices a listener that
 * is gone and a process without free descriptors, which a call inside the process would not.
 *
 * @param address    what the server listens on, `https://host:port`
 * @param name       the name in the station's certificate
 * @param authority  PEM of the station's authority
 */
export function webAnswers(address: string, name: string, authority: string): HealthProbe {
  const { hostname, port } = new URL(address);
  // Listening on every address is listening on this machine's own too.
  const host = hostname === '0.0.0.0' ? '127.0.0.1' : hostname.replaceAll(/[[\]]/g, '').replace(/^::$/, '::1');
  return () =>
    new Promise((resolve) => {
      const request = get(
        {
          host,
          port,
          path: '/healthz',
          servername: name,
          ca: authority,
          agent: false,
          timeout: 4_000,
          headers: { host: `${name}:${port}` },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode === 200 || response.statusCode === 503);
        },
      );
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(false));
    });
}

/** Whether the database can be read. Writing is not asked for: a full disk is said by a lamp and heals by itself. */
export function storeAnswers(store: Pick<Store, 'db'>): HealthProbe {
  return () => store.db.get<{ answer: number }>(sql`SELECT 1 AS answer FROM sqlite_schema LIMIT 1`).answer === 1;
}
