import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import type { Logger } from '../common/log.ts';
import { fail } from '../common/result.ts';
import { isCivilDate } from '../common/vietnam-time.ts';
import type { Portal, PortalStatus, Reconciler } from '../portal/index.ts';
import type { RegisterTrouble } from '../upkeep/register/watch.ts';
import { AccountDesk } from '../workflow/commands/look-up-account.ts';
import { type Office, settingsOf } from '../workflow/office.ts';
import type { App, CategoryAsker, RouteContext, UpkeepSources } from './app.ts';
import { stationNames } from './authority/names.ts';
import type { AuthorityFacts } from './authority/station-certificate.ts';
import { FailureAnswer } from './contract/index.ts';
import { accessLog } from './http/access-log.ts';
import { connectSources } from './http/connect-sources.ts';
import { diskGate } from './http/disk-gate.ts';
import { errorHandler, notFoundHandler } from './http/errors.ts';
import { secureHeaders } from './http/headers.ts';
import { emptyBody, readNumbers } from './http/numbers.ts';
import { openApi } from './http/openapi.ts';
import { ViewLog } from './http/view-log.ts';
import { adminRoutes } from './routes/admin.ts';
import { appointmentRoutes } from './routes/appointments.ts';
import { arrangementRoutes } from './routes/arrangement.ts';
import { attemptRoutes, steps } from './routes/attempts.ts';
import { authorityRoutes } from './routes/authority.ts';
import { backupRoutes } from './routes/backups.ts';
import { bookNumberRoutes } from './routes/book-numbers.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { categoryRoutes } from './routes/categories.ts';
import { checkRoutes } from './routes/checks.ts';
import { clockRoutes } from './routes/clock.ts';
import { copyRoutes } from './routes/copies.ts';
import { dossierRoutes } from './routes/dossiers.ts';
import { eventRoutes } from './routes/events.ts';
import { handoverRoutes } from './routes/handovers.ts';
import { imageRoutes } from './routes/images.ts';
import { journalRoutes } from './routes/journal.ts';
import { leavingRoutes } from './routes/leaving.ts';
import { lineRoutes } from './routes/lines.ts';
import { machineRoutes } from './routes/machine.ts';
import { messageRoutes } from './routes/messages.ts';
import { officerRoutes } from './routes/officers.ts';
import { onlineRequestRoutes } from './routes/online-requests.ts';
import { originalRoutes } from './routes/originals.ts';
import { pairedScreenRoutes } from './routes/paired-screens.ts';
import { pairingRoutes } from './routes/pairing.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { registerRoutes } from './routes/register.ts';
import { registerBookRoutes } from './routes/register-book.ts';
import { registerHoldRoutes } from './routes/register-hold.ts';
import { scanRoutes } from './routes/scans.ts';
import { screenRoutes } from './routes/screens.ts';
import { sessionRoutes } from './routes/session.ts';
import { clientAttemptRoutes, signingClientRoutes } from './routes/signing-client.ts';
import { slipRoutes } from './routes/slips.ts';
import { stationRoutes } from './routes/station.ts';
import { upkeepRoutes } from './routes/upkeep.ts';
import { visitorRoutes } from './routes/visitor.ts';
import { Screens } from './screens/screens.ts';
import { accessHook, requireDeclaration } from './sessions/access.ts';
import { Sessions } from './sessions/sessions.ts';
import { ScannerList } from './station/scanner-list.ts';
import { StationWatch } from './station/watch.ts';

/** What the server is built from. */
export interface ServerOptions {
  readonly office: Office;
  /** For the lamps of the line and the queue. */
  readonly portal: {
    status(): PortalStatus;
    readonly retry: Portal['retry'];
    readonly confirmThere?: Portal['confirmThere'];
    askLines?(): void;
    readonly inbound?: Portal['inbound'];
    readonly findAccount?: Portal['findAccount'];
    readonly reconciler?: Reconciler | null;
    readonly beside?: Pick<NonNullable<Portal['beside']>, 'retry' | 'confirmThere'> | null;
    wakeGuests?(): void;
    readonly lines?: Pick<Portal['lines'], 'pausesChanged'>;
  };
  /** What pulls the portal's categories; without it nothing is pulled on demand. */
  readonly categories?: CategoryAsker;
  /** PEM of the station's own key and certificate. */
  readonly tls: { readonly key: string | Buffer; readonly cert: string | Buffer };
  /** The authority that the certificate is under. */
  readonly authority: AuthorityFacts;
  readonly log?: Logger;
  /** What goes through the register; without it nothing is known to be wrong. */
  readonly registerWatch?: { readonly trouble: RegisterTrouble | null };
  /** What knows whether the address of the settings is on this machine; without it nothing is said of it. */
  readonly listening?: { readonly absent: string | null };
  /** For whoever watches the box; without it there are no routes to watch by. */
  readonly upkeep?: UpkeepSources;
  /** The program's, when not given. */
  readonly version?: string;
}

/** The largest body of any request, bytes. */
const bodyLimit = 64 * 1024;

/** A request that has not come whole after this long is given up (milliseconds). */
const requestTimeout = 60_000;

/**
 * Builds the server: HTTPS, sessions, roles on every route, one schema to a route, and the errors as documented codes.
 * It listens when the caller says so (`listen`) and ends with `close`.
 */
export async function createServer(options: ServerOptions): Promise<App> {
  const { office, portal, tls, authority, upkeep, log = office.log, version = programVersion() } = options;
  const names = new Set(stationNames(settingsOf(office)));
  const app: App = Fastify({
    https: { key: tls.key, cert: tls.cert, minVersion: 'TLSv1.2' },
    bodyLimit,
    requestTimeout,
    exposeHeadRoutes: false,
    // Fastify's own lines would carry addresses; ours are written by `accessLog` and `errorHandler`.
    logger: false,
    genReqId: () => randomBytes(6).toString('hex'),
    frameworkErrors: (_error, request, reply) => notFoundHandler(request, reply),
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false },
      onCreate: (ajv) => {
        ajv.addFormat('date', isCivilDate);
        ajv.addFormat('binary', true);
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.removeContentTypeParser('text/plain');
  app.decorateRequest('signedIn', null);
  app.decorateRequest('screen', null);
  app.setErrorHandler(errorHandler(log, office.store.disk));
  app.addHook('onRoute', (route) => {
    requireDeclaration(route);
    const response = { ...(route.schema?.response as object), '4xx': FailureAnswer, '5xx': FailureAnswer };
    route.schema = { ...route.schema, response };
  });
  await app.register(swagger, openApi(version));
  await app.register(cookie);

  const sessions = new Sessions(office);
  const screens = new Screens(office, sessions);
  app.addHook('onRequest', secureHeaders(names));
  app.addHook('onRequest', accessHook({ sessions, screens, names }));
  app.addHook('preValidation', readNumbers);
  app.addHook('preValidation', emptyBody);
  app.addHook('onResponse', accessLog(log));

  const scanners = new ScannerList(office);
  const watch = new StationWatch({ office, scanners, certificatePem: tls.cert, portal });
  app.addHook('onRequest', diskGate(watch.disk));
  app.addHook('onListen', (done) => {
    watch.start();
    done();
  });
  app.addHook('preClose', (done) => {
    watch.stop();
    done();
  });
  addRoutes(app, {
    office,
    sessions,
    screens,
    authority,
    views: new ViewLog(office),
    scanners,
    watch,
    portalStatus: () => portal.status(),
    retryMessage: (id, alongside) => portal.retry(id, alongside),
    confirmThere: {
      message: (id, alongside) => portal.confirmThere?.(id, alongside) ?? fail('PORTAL-ROW-UNKNOWN'),
      oneStop: (id, alongside) => portal.beside?.confirmThere(id, alongside) ?? fail('PORTAL-ROW-UNKNOWN'),
    },
    inbound: portal.inbound ?? null,
    accounts: new AccountDesk(office, portal.findAccount ?? null),
    reconciler: portal.reconciler ?? null,
    retryBeside: (id, alongside) => portal.beside?.retry(id, alongside) ?? fail('PORTAL-ROW-UNKNOWN'),
    categories: options.categories ?? null,
    wakeGuests: () => portal.wakeGuests?.(),
    registerTrouble: () => options.registerWatch?.trouble ?? null,
    lanAbsent: () => options.listening?.absent ?? null,
    pausesChanged: () => portal.lines?.pausesChanged(),
    version,
  });
  if (upkeep) {
    upkeepRoutes(app, upkeep);
    backupRoutes(app, upkeep.backups);
  }
  await app.ready();
  return app;
}

function addRoutes(app: App, context: RouteContext): void {
  sessionRoutes(app, context);
  dossierRoutes(app, context);
  originalRoutes(app, context);
  onlineRequestRoutes(app, context);
  appointmentRoutes(app, context);
  arrangementRoutes(app, context);
  leavingRoutes(app, context);
  scanRoutes(app, context);
  for (const step of steps) {
    attemptRoutes(app, context, step);
    clientAttemptRoutes(app, context, step);
  }
  signingClientRoutes(app, context);
  copyRoutes(app, context);
  checkRoutes(app, context);
  messageRoutes(app, context);
  categoryRoutes(app, context);
  handoverRoutes(app, context);
  reconciliationRoutes(app, context);
  bundleRoutes(app, context);
  registerRoutes(app, context);
  registerBookRoutes(app, context);
  registerHoldRoutes(app, context);
  bookNumberRoutes(app, context);
  journalRoutes(app, context);
  stationRoutes(app, context);
  machineRoutes(app, context);
  lineRoutes(app, context);
  clockRoutes(app, context);
  visitorRoutes(app, context);
  slipRoutes(app, context);
  eventRoutes(app, context);
  adminRoutes(app, context);
  officerRoutes(app, context);
  imageRoutes(app, context);
  pairingRoutes(app, context);
  pairedScreenRoutes(app, context);
  authorityRoutes(app, context);
  screenRoutes(app, undefined, () => connectSources(settingsOf(context.office)));
}

/** As in package.json. */
export function programVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
