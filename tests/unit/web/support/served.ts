/** A server over a real store in a folder of its own, HTTPS by an authority of its own, and one officer for each role. */
import { argon2Sync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { ROLES, type Role } from '../../../../src/certification/index.ts';
import { newId } from '../../../../src/common/id.ts';
import { civilDate } from '../../../../src/common/vietnam-time.ts';
import { ScannerStates } from '../../../../src/devices/scanner/index.ts';
import { TokenStates } from '../../../../src/devices/token/index.ts';
import { Outbox, type PortalStatus } from '../../../../src/portal/index.ts';
import { confirmThere } from '../../../../src/portal/outbox/confirm-there.ts';
import { reopen } from '../../../../src/portal/outbox/reopen.ts';
import { openStore, type Store } from '../../../../src/store/index.ts';
import { insertOfficer, type NewOfficer } from '../../../../src/store/repositories/officers.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import { ClockWatch } from '../../../../src/upkeep/clock/clock-watch.ts';
import type { App } from '../../../../src/web/app.ts';
import {
  type Credential,
  createAuthority,
  issueServerCertificate,
} from '../../../../src/web/authority/certificates.ts';
import { authorityFacts } from '../../../../src/web/authority/station-certificate.ts';
import type { FailureAnswer } from '../../../../src/web/contract/index.ts';
import { createServer } from '../../../../src/web/server.ts';
import { OfficeEvents } from '../../../../src/workflow/events.ts';
import type { Office } from '../../../../src/workflow/office.ts';
import { taskThreads } from '../../../../src/workflow/task-threads.ts';
import type { OfficeTasks } from '../../../../src/workflow/tasks.ts';
import { Screen } from '../../../peers/office/client.ts';
import { Phone } from '../../../peers/office/phone.ts';
import { emptySlots } from '../../../peers/ports/empty-slots.ts';
import { scratchBase } from '../../../peers/scratch.ts';
import { leasedThreads } from '../../../peers/workflow/leased-threads.ts';
import { PaperScanner } from '../../../peers/workflow/paper-scanner.ts';

export const password = 'mat-khau-thu-nghiem';

/** The officers' password at the least cost that argon2id allows; how dear it is in earnest has its own test. */
const cheapHash = ((): string => {
  const nonce = randomBytes(16);
  const tag = argon2Sync('argon2id', {
    message: password,
    nonce,
    memory: 32,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=32,t=1,p=1$${encode(nonce)}$${encode(Buffer.from(tag))}`;
})();

/** A clock that goes when it is told to. */
export class ManualClock {
  #now = Date.now();
  now = (): number => this.#now;
  monotonic = (): number => performance.now();
  /** The time since the machine's start, which goes with what passes and not with what is set. */
  uptime = (): number => this.#now - this.#set;
  #set = 0;
  pass(ms: number): void {
    this.#now += ms;
  }
  /** Somebody sets it. */
  set(byMs: number): void {
    this.#now += byMs;
    this.#set += byMs;
  }
}

export const idlePortal: PortalStatus = {
  connector: 'lgsp',
  kind: 'automatic',
  refusal: null,
  portal: { state: 'unknown', lastExchangeAt: null },
  gateway: { state: 'unknown', lastExchangeAt: null },
  rows: { waiting: 0, sending: 0, confirmed: 0, rejected: 0 },
  waitingBytes: 0,
  secondsLeft: null,
  held: null,
  lines: [],
  beside: null,
};

/** Of all servers of a test file; they start with the first task, and an idle thread keeps no process. */
let threads: OfficeTasks | null = null;

const names = ['127.0.0.1', 'localhost'];
let tls: Promise<{ authority: Credential; server: Credential }> | null = null;

/** One authority and one certificate for all servers of a test file. */
export function testTls(): Promise<{ authority: Credential; server: Credential }> {
  tls ??= (async () => {
    const authority = await createAuthority('UBND xã Thử', names, Date.now());
    return { authority, server: await issueServerCertificate(authority, names, Date.now()) };
  })();
  return tls;
}

export interface Served {
  readonly app: App;
  readonly office: Office;
  readonly store: Store;
  readonly clock: ManualClock;
  readonly scanner: PaperScanner;
  readonly folder: string;
  /** Every line of the program's log. */
  readonly logged: string[];
  readonly address: string;
  /** Where the one-time codes of this office's officers come from. */
  readonly phone: Phone;
  /** An unsigned-in screen. */
  stranger(): Screen;
  /** The screen of the officer who has this role alone. */
  as(role: Role): Promise<Screen>;
  addOfficer(change: Partial<NewOfficer> & { username: string }): string;
  /** Puts the station key where a command at the box finds it. */
  writeStationKey(): void;
  /** Stops and starts the server on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param base    where its folder is made
 * @param portal  what the portal's part says of itself
 */
export async function serve(base: string = scratchBase(), portal: PortalStatus = idlePortal): Promise<Served> {
  const folder = mkdtempSync(join(base, 'tram-web-'));
  const clock = new ManualClock();
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  const stationKey = randomBytes(32);
  const store = openStore(join(folder, 'state'), stationKey, clock, log);
  const scanFolder = join(folder, 'scan');
  mkdirSync(scanFolder);
  const scanner = new PaperScanner();
  const states = new ScannerStates(scanner, () => {});
  const token = new TokenStates(emptySlots(), clock, () => {});
  threads ??= taskThreads(1);
  const tasks = leasedThreads(threads);
  const outbox = new Outbox(clock);
  const clockWatch = new ClockWatch({ store, clock, boot: { id: 'bench', uptime: clock.uptime }, log });
  const office: Office = {
    store,
    clock,
    clockWatch,
    log,
    scanner: states,
    scannerStates: () => states.statuses,
    token,
    tokensSeen: () => token.seen,
    tasks,
    scanFolder,
    events: new OfficeEvents(),
    trustAnchors: [],
    trustFolder: join(folder, 'trust'),
    intermediates: [],
    runningScans: new Map(),
    runningAttempts: new Set(),
    outbox: {
      enqueueUpload: () => {},
      enqueueSync: () => {},
      enqueueProgress: () => {},
      endUpload: (tx, upload) => outbox.endUpload(tx, upload),
      enqueueAnswer: (tx, requestId, id) => outbox.answerRequest(tx, requestId, id),
      wake: () => {},
    },
  };
  const addOfficer: Served['addOfficer'] = (change) => {
    const id = newId(clock);
    store.write((tx) =>
      insertOfficer(tx, {
        id,
        fullName: 'Lý Mùi Phin',
        passwordHash: cheapHash,
        roles: [],
        positionTitle: 'Công chức',
        decisionNumber: '12/QĐ-UBND',
        validFrom: civilDate(clock.now() - 86_400_000),
        ...change,
      }),
    );
    return id;
  };
  store.write((tx) => {
    for (const [key, value] of [
      ['office.code', 'H99.14'],
      ['coding.profile', 'fast'],
      ['office.name', 'Ủy ban nhân dân xã Thử'],
      ['http.names', ['localhost', 'tram.xa-thu.vn']],
    ] as const) {
      writeSetting(tx, key, value, clock.now(), null);
    }
  });
  for (const role of ROLES) addOfficer({ username: role, roles: [role] });
  // The system keeps this machine's time, until a test sets it otherwise.
  clockWatch.systemVouches(clock.now());

  const { authority, server } = await testTls();
  const start = async (): Promise<{ app: App; address: string }> => {
    const app = await createServer({
      office,
      portal: {
        status: () => portal,
        retry: (id, alongside) => reopen(store, clock, id, alongside),
        confirmThere: (id, alongside) =>
          confirmThere({ store, clock, outbox, connectorName: 'one-stop' }, id, alongside),
      },
      tls: { key: server.keyPem, cert: server.certificatePem },
      authority: authorityFacts(authority.certificatePem),
      version: '0.0.0-test',
    });
    return { app, address: await app.listen({ host: '127.0.0.1', port: 0 }) };
  };
  let running = await start();
  const phone = new Phone(clock.now);
  const stranger = (): Screen => new Screen(running.address, authority.certificatePem, phone);
  return {
    get app() {
      return running.app;
    },
    get address() {
      return running.address;
    },
    office,
    store,
    clock,
    scanner,
    folder,
    logged,
    phone,
    addOfficer,
    writeStationKey: () => writeFileSync(join(folder, 'state', 'station.key'), stationKey, { mode: 0o600 }),
    stranger,
    as: async (role) => {
      const screen = stranger();
      await screen.signIn(role, password);
      return screen;
    },
    restart: async () => {
      await running.app.close();
      running = await start();
    },
    close: async () => {
      await running.app.close();
      await tasks.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The body of an answer that is a failure. */
export function failureIn(answer: { readonly body: Buffer }): FailureAnswer {
  return JSON.parse(answer.body.toString('utf8')) as FailureAnswer;
}
