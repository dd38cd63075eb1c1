/** A small office for the portal's tests: a real store on disk, dossiers with invented people, and short waits. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/common/clock.ts';
import { createLogger, type Logger } from '../../../src/common/log.ts';
import { fail, ok } from '../../../src/common/result.ts';
import { instantOf } from '../../../src/common/vietnam-time.ts';
import {
  type CopyReader,
  createPortal,
  type Portal,
  type PortalCallbacks,
  type PortalDossier,
  type PortalSettings,
  type ProgressStep,
} from '../../../src/portal/index.ts';
import { openStore, type Store, type Tx } from '../../../src/store/index.ts';
import { type OutboxRow, outboxOfDossier } from '../../../src/store/repositories/outbox.ts';
import { openOutboxRows } from '../../../src/store/repositories/outbox-backlog.ts';
import { dossiers, officers } from '../../../src/store/schema/index.ts';
import { scratchBase } from '../../peers/scratch.ts';

const silent = createLogger('silent');

/** Waits short enough for a test; the proportions are those of the office. */
export const shortWaits = {
  outbox: { firstWaitMs: 5, mostWaitMs: 40, mostRetryAfterMs: 2000, pollMs: 50, holdStepMs: 10 },
  link: { intervalMs: 40, firstWaitMs: 5, probeTimeoutMs: 10_000 },
  reconciliation: {
    goodMs: 1,
    weakMs: 5,
    firstWaitMs: 5,
    mostWaitMs: 40,
    mostTries: 4,
    settleMs: 5,
    pollMs: 20,
  },
} as const;

export const codeOf = (n: number): string => `H56.14-251122-${String(n).padStart(5, '0')}`;

export type Waits = NonNullable<Parameters<typeof createPortal>[0]['timings']>;

/** A whole dossier as the workflow would hand it over. */
export function sampleDossier(n: number, change: Partial<PortalDossier> = {}): PortalDossier {
  return {
    dossierCode: codeOf(n),
    procedureCode: '2.000815',
    procedureName: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản',
    fieldCode: 'G15-TP08',
    fieldName: 'Chứng thực',
    requesterName: 'Lò Thị Mẩy',
    requesterIdentityNumber: '011198000123',
    phone: '0900000001',
    subject: 'Chứng thực bản sao điện tử từ bản chính: Giấy khai sinh',
    receivedAt: instantOf('2025-11-22', 9, 5, 7),
    dueAt: instantOf('2025-11-22', 16, 30),
    finishedAt: instantOf('2025-11-22', 10, 0),
    statusCode: 9,
    processingUnit: 'Trung tâm Phục vụ hành chính công xã Mường Thử',
    receptionSlipNumber: `TN-${n}`,
    fees: [{ code: 'PCT01', name: 'Phí chứng thực bản sao', amount: 5000 }],
    results: [],
    ...change,
  };
}

export function sampleStep(n: number, change: Partial<ProgressStep> = {}): ProgressStep {
  return {
    statusCode: 9,
    officerName: 'Vàng A Chống',
    title: 'Công chức tư pháp - hộ tịch',
    unit: 'UBND xã Mường Thử',
    text: `Bước ${n}: đã ký và đóng dấu bản sao điện tử`,
    at: instantOf('2025-11-22', 10, 0) + n * 60_000,
    ...change,
  };
}

/** A copy in memory that counts what is read of it. */
export function copyOf(bytes: Uint8Array): CopyReader & { bytesRead: number } {
  const reader = {
    length: bytes.byteLength,
    bytesRead: 0,
    read: (offset: number, length: number) => {
      reader.bytesRead += length;
      return Promise.resolve(bytes.subarray(offset, offset + length));
    },
  };
  return reader;
}

export interface Office {
  readonly store: Store;
  readonly portal: Portal;
  readonly folder: string;
  readonly copies: Map<string, Buffer>;
  readonly changes: Map<string, Partial<PortalDossier>>;
  readonly confirmed: string[];
  /** Issues dossier `n`: the copy, the dossier and its two steps, in one transaction, as the workflow does. */
  issue(n: number, bytes?: number, holdMs?: number): string;
  /** Makes dossier `n` inside a transaction of the test's own. Returns its id. */
  issueInside(tx: Tx, n: number): string;
  rows(n: number): OutboxRow[];
  open(): OutboxRow[];
  /** Resolves when nothing waits any more. */
  drained(): Promise<void>;
  until(holds: () => boolean): Promise<void>;
  /** Stops the portal, closes the store, and opens both again on the same folder, with other settings if wanted. */
  reopen(changed?: PortalSettings): Promise<Office>;
  close(): Promise<void>;
}

export const dossierId = (n: number): string => `dossier-${n}`;

/** Opens the office in `folder` (a new one by default). */
export function openOffice(
  settings: PortalSettings,
  options: {
    folder?: string;
    /** Where a new folder is made. */
    under?: string;
    key?: Buffer;
    start?: boolean;
    callbacks?: Partial<PortalCallbacks>;
    copies?: Map<string, Buffer>;
    changes?: Map<string, Partial<PortalDossier>>;
    waits?: Waits;
    log?: Logger;
    lines?: NonNullable<Parameters<typeof createPortal>[0]['lines']>;
  } = {},
): Office {
  const folder = options.folder ?? mkdtempSync(join(options.under ?? scratchBase(), 'tram-portal-'));
  const key = options.key ?? randomBytes(32);
  const copies = options.copies ?? new Map<string, Buffer>();
  const changes = options.changes ?? new Map<string, Partial<PortalDossier>>();
  const confirmed: string[] = [];
  const store = openStore(folder, key, systemClock, options.log ?? silent);
  const numberOf = (id: string): number => Number(id.split('-')[1]);
  const portal: Portal = createPortal({
    store,
    settings,
    clock: systemClock,
    log: options.log ?? silent,
    timings: options.waits ?? shortWaits,
    ...(options.lines === undefined ? {} : { lines: options.lines }),
    callbacks: {
      loadDossier: (id) => {
        const n = numberOf(id);
        const results = portal.outbox.deliveredCopies(store.db, id).map((copy) => ({
          title: 'Bản sao điện tử Giấy khai sinh',
          resultCode: 'KQ.G15.000001',
          originalId: copy.originalId,
          ...(copy.url === undefined ? {} : { url: copy.url }),
          ...(copy.file === undefined ? {} : { file: copy.file }),
        }));
        return ok(sampleDossier(n, { results, ...changes.get(id) }));
      },
      loadSteps: (id, stepIds) =>
        ok({ dossierCode: codeOf(numberOf(id)), steps: stepIds.map((stepId) => sampleStep(numberOf(stepId))) }),
      openCopy: (documentId) => {
        const bytes = copies.get(documentId);
        return bytes ? ok(copyOf(bytes)) : fail('STORE-DOCUMENT-DAMAGED');
      },
      onConfirmed: (_tx, row) => {
        confirmed.push(`${row.dossierId} ${row.kind}`);
      },
      judgeGuestCopy: () => Promise.resolve(ok()),
      ...options.callbacks,
    },
  });
  if (options.folder === undefined) addOfficer(store);
  if (options.start !== false) portal.start();

  const office: Office = {
    store,
    portal,
    folder,
    copies,
    changes,
    confirmed,
    issue: (n, bytes = 20_000, holdMs) => {
      const id = dossierId(n);
      const documentId = `document-${n}`;
      copies.set(documentId, randomBytes(bytes));
      store.write((tx) => {
        addDossier(tx, n);
        portal.outbox.uploadCopy(tx, id, { originalId: `original-${n}`, documentId }, holdMs);
        portal.outbox.syncDossier(tx, id);
        portal.outbox.progress(tx, id, ['step-1', 'step-2']);
      });
      return id;
    },
    issueInside: (tx, n) => {
      addDossier(tx, n);
      return dossierId(n);
    },
    rows: (n) => outboxOfDossier(store.db, dossierId(n)),
    open: () => openOutboxRows(store.db),
    drained: () => office.until(() => office.open().length === 0),
    until: async (holds) => {
      while (!holds()) await wait(5);
    },
    reopen: async (changed = settings) => {
      await portal.stop();
      await store.close();
      return openOffice(changed, { ...options, folder, key, copies, changes, start: true });
    },
    close: async () => {
      await portal.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return office;
}

function addOfficer(store: Store): void {
  store.db
    .insert(officers)
    .values({
      id: 'officer-1',
      username: 'chong',
      fullName: 'Vàng A Chống',
      passwordHash: '-',
      roles: ['creator'],
      positionTitle: 'Công chức',
      decisionNumber: '01/QĐ',
      validFrom: '2025-01-01',
    })
    .run();
}

function addDossier(tx: Tx, n: number): void {
  const at = systemClock.now();
  tx.insert(dossiers)
    .values({
      id: dossierId(n),
      code: codeOf(n),
      trackingCode: codeOf(n),
      requesterName: 'Lò Thị Mẩy',
      requesterFolded: 'lo thi may',
      createdBy: 'officer-1',
      createdAt: at,
      receivedAt: at,
      dueAt: at,
    })
    .run();
}
