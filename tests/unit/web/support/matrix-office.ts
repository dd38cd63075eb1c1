/** An office with dossiers in every kind of state, and requests that leave nothing behind: for the matrix of rights. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../../../src/certification/index.ts';
import { newId } from '../../../../src/common/id.ts';
import { unwrap } from '../../../../src/common/result.ts';
import type { JournalRow } from '../../../../src/store/audit/journal.ts';
import { and, eq } from '../../../../src/store/drizzle.ts';
import { insertOfficer } from '../../../../src/store/repositories/officers.ts';
import { originals, pages, scans } from '../../../../src/store/schema/index.ts';
import type { App } from '../../../../src/web/app.ts';
import { authorityFacts } from '../../../../src/web/authority/station-certificate.ts';
import { createServer } from '../../../../src/web/server.ts';
import { cookieName } from '../../../../src/web/sessions/access.ts';
import { Sessions } from '../../../../src/web/sessions/sessions.ts';
import { leave } from '../../../../src/workflow/commands/leave.ts';
import { prepareAttempt } from '../../../../src/workflow/signing/prepare-attempt.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../../../peers/workflow/workflow-office.ts';
import { idlePortal, testTls } from './served.ts';

/** Who asks. `creator` made the dossiers, `colleague` is the creator of others; `other signer` has begun no attempt. */
export const askers = {
  creator: ['creator'],
  colleague: ['creator'],
  signer: ['signer'],
  'other signer': ['signer'],
  'seal keeper': ['seal-keeper'],
  'other seal keeper': ['seal-keeper'],
  'unit admin': ['unit-admin'],
  technician: ['technician'],
  inspector: ['inspector'],
} as const satisfies Record<string, readonly Role[]>;
export type Asker = keyof typeof askers;

/** A dossier as it lies there. */
export type Standing = 'open' | 'delivered' | 'refused' | 'missing';
export const standings: readonly Standing[] = ['open', 'delivered', 'refused', 'missing'];

/** The ids that stand for the parameters of an address. */
export interface Things {
  readonly dossierId: string;
  readonly originalId: string;
  readonly scanId: string;
  readonly pageId: string;
  /** Begun by `signer`; of the delivered one, carried out. */
  readonly signingId: string;
  readonly sealingId: string;
  /** The original of the sealing attempt. */
  readonly sealingOriginalId: string;
}

export interface Asked {
  readonly status: number;
  /** The failure's code, or the status of a success. */
  readonly outcome: string;
  readonly body: string;
  /** What the journal got meanwhile. */
  readonly journaled: readonly JournalRow[];
}

export interface MatrixOffice {
  readonly app: App;
  readonly things: Readonly<Record<Standing, Things>>;
  /** One request by somebody; all that it did to the database is undone. */
  ask(
    who: Asker | 'nobody' | 'ended officer',
    request: { method: string; url: string; body?: unknown },
  ): Promise<Asked>;
  close(): Promise<void>;
}

export const requesterName = 'Giàng Thị Súa';
export const title = 'Giấy chứng nhận riêng của ma trận';

/** Longer than a repeated look counts as one. */
const betweenRequests = 6 * 60_000;

export async function matrixOffice(): Promise<MatrixOffice> {
  const bench = await WorkflowBench.create();
  let passed = 0;
  const station = await bench.open(await bench.newState(), () => Date.now() + passed);
  const { authority, server } = await testTls();
  const app = await createServer({
    office: station.office,
    portal: { status: () => idlePortal, retry: () => ({ ok: false, error: { code: 'PORTAL-ROW-UNKNOWN' } }) },
    tls: { key: server.keyPem, cert: server.certificatePem },
    authority: authorityFacts(authority.certificatePem),
    version: '0.0.0-test',
  });
  const ids = addOfficers(station);
  const things = await makeThings(station);
  const sessions = new Sessions(station.office);
  const { store } = station.office;
  const sqlite = (store.db as unknown as { $client: { exec(sql: string): void } }).$client;
  return {
    app,
    things,
    ask: async (who, { method, url, body }) => {
      passed += betweenRequests;
      sqlite.exec('BEGIN');
      try {
        const token = who === 'nobody' ? null : store.write((tx) => sessions.begin(tx, ids[who], null));
        const before = store.journal.list(store.db, 0, 10_000).at(-1)?.seq ?? 0;
        const answer = await app.inject({
          method: method as 'GET',
          url,
          ...(token === null ? {} : { cookies: { [cookieName]: token } }),
          ...(Buffer.isBuffer(body)
            ? { payload: body, headers: { 'content-type': 'application/octet-stream' } }
            : body === undefined
              ? {}
              : { payload: body as object }),
        });
        const journaled = store.journal.list(store.db, before, 100);
        const text = answer.rawPayload.toString('utf8');
        const outcome =
          answer.statusCode < 400 ? String(answer.statusCode) : (JSON.parse(text) as { code: string }).code;
        return { status: answer.statusCode, outcome, body: text, journaled };
      } finally {
        sqlite.exec('ROLLBACK');
      }
    },
    close: async () => {
      await app.close();
      await station.close();
      await bench.remove();
    },
  };
}

type Ids = Record<Asker | 'ended officer', string>;

function addOfficers({ office, creator, signer, sealKeeper }: WorkflowOffice): Ids {
  const add = (username: string, roles: readonly Role[], validTo: string | null = null): string => {
    const id = newId(office.clock);
    office.store.write((tx) =>
      insertOfficer(tx, {
        id,
        username,
        fullName: 'Lý Mùi Phin',
        passwordHash: '',
        roles: [...roles],
        positionTitle: 'Công chức',
        decisionNumber: '12/QĐ-UBND',
        validFrom: '2020-01-01',
        validTo,
      }),
    );
    return id;
  };
  return {
    creator: creator.id,
    colleague: add('dong-nghiep', askers.colleague),
    signer: signer.id,
    'other signer': add('ky-khac', askers['other signer']),
    'seal keeper': sealKeeper.id,
    'other seal keeper': add('dau-khac', askers['other seal keeper']),
    'unit admin': add('quan-tri', askers['unit admin']),
    technician: add('ky-thuat', askers.technician),
    inspector: add('kiem-tra', askers.inspector),
    'ended officer': add('da-nghi', ['creator', 'signer', 'seal-keeper', 'inspector'], '2020-12-31'),
  };
}

async function makeThings(station: WorkflowOffice): Promise<Record<Standing, Things>> {
  const { office, creator, signer, sealKeeper } = station;
  const { db } = office.store;
  const scanOf = (originalId: string): string =>
    db.select().from(scans).where(eq(scans.originalId, originalId)).get()?.id ?? '';
  const attemptOf = async (kind: 'sign' | 'seal', originalId: string): Promise<string> =>
    unwrap(await prepareAttempt(office, kind === 'sign' ? signer : sealKeeper, kind, [originalId])).attemptId;

  const [open, signed, delivered, refused] = [
    await submitted(station, title),
    await submitted(station, title),
    await submitted(station, title),
    await submitted(station, title),
  ];
  unwrap(await signWith(station, 'sign', [signed.originalId, delivered.originalId]));
  unwrap(await signWith(station, 'seal', [delivered.originalId]));
  // As the portal's receipt leaves it.
  const isDelivered = and(eq(originals.id, delivered.originalId), eq(originals.state, 'issued'));
  office.store.write((tx) =>
    tx.update(originals).set({ state: 'delivered', deliveredAt: office.clock.now() }).where(isDelivered).run(),
  );
  unwrap(
    leave(office, creator, {
      originalId: refused.originalId,
      act: 'refuse',
      reason: 'Bản chính bị tẩy xóa',
      reasonCode: 'altered',
    }),
  );
  const nothing = randomUUID();
  const of = (ids: { dossierId: string; originalId: string }): Things => ({
    ...ids,
    scanId: scanOf(ids.originalId),
    pageId: db.select().from(pages).where(eq(pages.originalId, ids.originalId)).get()?.id ?? nothing,
    signingId: nothing,
    sealingId: nothing,
    sealingOriginalId: ids.originalId,
  });
  return {
    open: {
      ...of(open),
      signingId: await attemptOf('sign', open.originalId),
      sealingId: await attemptOf('seal', signed.originalId),
      sealingOriginalId: signed.originalId,
    },
    delivered: of(delivered),
    refused: of(refused),
    missing: { ...of({ dossierId: nothing, originalId: nothing }), scanId: nothing },
  };
}

/** The address of a route with the ids of these things in the place of its parameters. */
export function addressOf(route: string, things: Things): string {
  const nothing = '0190a0b1-0000-7000-8000-00000000beef';
  const [id, originalId] = route.includes('/dossiers/')
    ? [things.dossierId, nothing]
    : route.includes('/scans/')
      ? [things.scanId, nothing]
      : route.includes('/signing/')
        ? [things.signingId, things.originalId]
        : route.includes('/sealing/')
          ? [things.sealingId, things.sealingOriginalId]
          : [things.originalId, nothing];
  return route
    .replace(':id', id)
    .replace(':originalId', originalId)
    .replace(':ordinal', '1')
    .replace(':pageId', things.pageId);
}
