import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { CHECKLIST, type Role } from '../../../src/certification/index.ts';
import { initOffice } from '../../../src/cli/init.ts';
import { unwrap } from '../../../src/common/result.ts';
import { ModulePort, noTokensSeen, type TokenPort } from '../../../src/devices/token/index.ts';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { openStore } from '../../../src/store/index.ts';
import { findOriginal, type OriginalRow } from '../../../src/store/repositories/dossiers.ts';
import { findOfficerByUsername } from '../../../src/store/repositories/officers.ts';
import { ClockWatch } from '../../../src/upkeep/clock/clock-watch.ts';
import type { Actor } from '../../../src/workflow/actor.ts';
import { addOriginal } from '../../../src/workflow/commands/add-original.ts';
import { compare } from '../../../src/workflow/commands/compare.ts';
import { confirmClock } from '../../../src/workflow/commands/confirm-clock.ts';
import { confirmSecrecy } from '../../../src/workflow/commands/confirm-secrecy.ts';
import { openDossier } from '../../../src/workflow/commands/open-dossier.ts';
import { type ScanInput, startScan } from '../../../src/workflow/commands/start-scan.ts';
import { submit } from '../../../src/workflow/commands/submit.ts';
import { OfficeEvents } from '../../../src/workflow/events.ts';
import type { Office } from '../../../src/workflow/office.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { type AttemptKind, prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { taskThreads } from '../../../src/workflow/task-threads.ts';
import { sealPng, signaturePng } from '../images/signature-and-seal.ts';
import { officeFile } from '../office/office-file.ts';
import { agency, people, pins } from '../office/people.ts';
import { type Authority, type AuthorityOptions, createAuthority } from '../pki/authority.ts';
import { scratchBase } from '../scratch.ts';
import { type ProvisionedTokens, provisionTokens } from '../token/softhsm.ts';
import { leasedThreads } from './leased-threads.ts';
import { PaperScanner } from './paper-scanner.ts';

/** What the outbox was told, in order. */
export interface Queued {
  readonly kind: 'upload' | 'sync' | 'progress' | 'answer';
  readonly dossierId: string;
}

/** An office's workflow in this process, over a real store, real threads and real tokens; scanner and outbox are recorded. */
export interface WorkflowOffice {
  readonly office: Office;
  readonly scanner: PaperScanner;
  readonly queued: Queued[];
  readonly creator: Actor;
  readonly signer: Actor;
  readonly sealKeeper: Actor;
  readonly original: (id: string) => OriginalRow;
  close(): Promise<void>;
}

/**
 * Keys and tokens are made once for a test file, and its threads and token host are started once; each office lies in a
 * state folder of its own.
 */
export class WorkflowBench {
  readonly folder: string;
  readonly authority: Authority;
  readonly tokens: ProvisionedTokens;
  readonly #threads = taskThreads(1);
  readonly #token: ModulePort;
  #template: Promise<string> | null = null;

  constructor(folder: string, authority: Authority, tokens: ProvisionedTokens) {
    this.folder = folder;
    this.authority = authority;
    this.tokens = tokens;
    this.#token = new ModulePort({
      modulePath: tokens.modulePath,
      env: tokens.env,
      clock: { now: Date.now, monotonic: () => performance.now() },
      log: pino({ level: 'silent' }),
    });
  }

  /** @param authorityOptions  of the authority that certifies its tokens */
  static async create(authorityOptions: AuthorityOptions = {}): Promise<WorkflowBench> {
    const folder = await mkdtemp(join(scratchBase(), 'tram-workflow-'));
    const authority = await createAuthority(join(folder, 'pki'), authorityOptions);
    const spec = (label: string, pin: string, commonName: string) => ({
      label,
      pin,
      soPin: '87654321',
      keyType: 'p256' as const,
      commonName,
      organisation: agency.name,
    });
    const tokens = await provisionTokens(join(folder, 'tokens'), authority, [
      spec('Chu ky so', pins.signer, people.signer.fullName),
      spec('Dau co quan', pins.seal, agency.name),
    ]);
    await writeFile(join(folder, 'signature.png'), await signaturePng(people.signer.fullName));
    await writeFile(join(folder, 'seal.png'), await sealPng(agency.seal));
    return new WorkflowBench(folder, authority, tokens);
  }

  async remove(): Promise<void> {
    await Promise.all([this.#threads.close(), this.#token.stop()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A new office's state folder: a copy of one that was made by `tram init`. */
  async newState(folder: string = this.folder): Promise<string> {
    this.#template ??= this.#initialise();
    const state = join(folder, `state-${randomUUID()}`);
    await cp(await this.#template, state, { recursive: true });
    return state;
  }

  async #initialise(): Promise<string> {
    const state = join(this.folder, 'template');
    const toml = join(this.folder, 'office.toml');
    const nowhere = 'http://127.0.0.1:9/eSCL';
    const addresses = { port: 0, scanner: nowhere, portal: nowhere, gateway: nowhere };
    await writeFile(toml, officeFile(addresses, this.authority, this.tokens));
    const clock = { now: Date.now, monotonic: () => performance.now() };
    unwrap(await initOffice(toml, state, clock, pino({ level: 'silent' })));
    return state;
  }

  /**
   * Opens the office of a state folder, at the time of `now`; an officer confirms it.
   *
   * @param uptime  milliseconds since the machine's start: by default nobody sets the clock, time passes by it
   */
  async open(
    state: string,
    now: () => number = Date.now,
    token?: (real: TokenPort) => TokenPort,
    uptime: () => number = now,
  ): Promise<WorkflowOffice> {
    const clock = { now, monotonic: () => performance.now() };
    const log = pino({ level: 'silent' });
    const store = openStore(state, await readStationKey(state), clock, log);
    const port: TokenPort = {
      inspect: () => this.#token.inspect(),
      signDigests: (request) => this.#token.signDigests(request),
      stop: () => Promise.resolve(),
    };
    const scanner = new PaperScanner();
    const queued: Queued[] = [];
    const scanFolder = join(state, 'scan');
    await mkdir(scanFolder, { recursive: true });
    const tasks = leasedThreads(this.#threads);
    const clockWatch = new ClockWatch({ store, clock, boot: { id: 'bench', uptime }, log });
    const office: Office = {
      store,
      clock,
      clockWatch,
      log,
      events: new OfficeEvents(),
      scanner,
      scannerStates: () => [],
      token: token ? token(port) : port,
      tokensSeen: () => noTokensSeen,
      tasks,
      scanFolder,
      trustAnchors: [this.authority.rootDer],
      trustFolder: join(state, 'trust'),
      intermediates: [this.authority.intermediateDer],
      runningScans: new Map(),
      runningAttempts: new Set(),
      outbox: {
        enqueueUpload: (_tx, dossierId) => void queued.push({ kind: 'upload', dossierId }),
        enqueueSync: (_tx, dossierId) => void queued.push({ kind: 'sync', dossierId }),
        endUpload: () => false,
        enqueueAnswer: (_tx, requestId) => void queued.push({ kind: 'answer', dossierId: requestId }),
        enqueueProgress: (_tx, dossierId) => void queued.push({ kind: 'progress', dossierId }),
        wake: () => {},
      },
    };
    store.jobs.handle('remove-document', async (payload) => {
      await store.documents.removeFile((payload as { documentId: string }).documentId);
      return { ok: true, value: undefined };
    });
    const actor = (username: string): Actor => {
      const officer = findOfficerByUsername(store.db, username);
      if (!officer) throw new Error(`no officer ${username}`);
      return { id: officer.id, roles: officer.roles as Role[] };
    };
    const creator = actor(people.creator.username);
    unwrap(confirmClock(office, creator, now()));
    return {
      office,
      scanner,
      queued,
      creator,
      signer: actor(people.signer.username),
      sealKeeper: actor(people.sealKeeper.username),
      original: (id) => {
        const row = findOriginal(store.db, id);
        if (!row) throw new Error(`no original ${id}`);
        return row;
      },
      close: async () => {
        await tasks.close();
        await store.close();
      },
    };
  }
}

/** Opens a dossier with one original in state `draft`. */
export function receive(
  { office, creator }: WorkflowOffice,
  title = 'Giấy khai sinh',
): { dossierId: string; originalId: string } {
  const dossierId = randomUUID();
  const originalId = randomUUID();
  unwrap(openDossier(office, creator, { id: dossierId, requester: { name: 'Giàng Thị Súa' } }));
  unwrap(addOriginal(office, creator, { id: originalId, dossierId, title, paperCopies: 0 }));
  return { dossierId, originalId };
}

/** Scans these sheets and waits for the scan's end; answers its code, null when it went well. */
export async function scanSheets(
  station: WorkflowOffice,
  originalId: string,
  sheets: readonly string[],
  how: Partial<Omit<ScanInput, 'originalId'>> = {},
): Promise<string | null> {
  const { office, creator, scanner } = station;
  unwrap(confirmSecrecy(office, creator, originalId, { noSecrecyStamp: true, noCopyBan: true }));
  scanner.sheets.splice(0, scanner.sheets.length, ...sheets);
  const ended = new Promise<string | null>((resolve) => {
    const off = office.events.listen((event) => {
      if (event.type !== 'scan-ended' || event.originalId !== originalId) return;
      off();
      resolve(event.code);
    });
  });
  unwrap(await startScan(office, creator, { originalId, source: 'feeder', replace: false, ...how }));
  return await ended;
}

/** Brings a new original to `compared`. */
export async function compared(
  station: WorkflowOffice,
  title?: string,
): Promise<{ dossierId: string; originalId: string }> {
  const ids = receive(station, title);
  await scanSheets(station, ids.originalId, ['Trang 1', 'Trang 2']);
  const { office, creator } = station;
  const ticked = CHECKLIST.map((item) => item.id);
  unwrap(compare(office, creator, { originalId: ids.originalId, ticked, chargeablePages: 2 }));
  return ids;
}

/** The same, submitted to the signer. */
export async function submitted(
  station: WorkflowOffice,
  title?: string,
): Promise<{ dossierId: string; originalId: string }> {
  const ids = await compared(station, title);
  unwrap(submit(station.office, station.creator, { originalId: ids.originalId }));
  return ids;
}

/** One whole attempt with the right PIN, unless another is given. */
export async function signWith(
  station: WorkflowOffice,
  kind: AttemptKind,
  originalIds: readonly string[],
  pin?: string,
) {
  const actor = kind === 'sign' ? station.signer : station.sealKeeper;
  const prepared = await prepareAttempt(station.office, actor, kind, originalIds);
  if (!prepared.ok) return prepared;
  const secret = Buffer.from(pin ?? (kind === 'sign' ? pins.signer : pins.seal));
  return await carryOut(station.office, actor, prepared.value.attemptId, secret, false);
}
