import { unwrap } from '../../../src/common/result.ts';
import { Outbox, uploadRowOf } from '../../../src/portal/index.ts';
import { type ExtensionRow, findExtension } from '../../../src/store/repositories/extensions.ts';
import type { OutboxRow } from '../../../src/store/repositories/outbox.ts';
import { writeSetting } from '../../../src/store/repositories/settings.ts';
import { Extender } from '../../../src/workflow/extending/extender.ts';
import type { ExtensionThread } from '../../../src/workflow/extending/thread.ts';
import { type StatusServer, startStatusServer } from '../pki/status.ts';
import { startTsa, type Tsa } from '../tsa/index.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from './workflow-office.ts';

/** An office whose copies are extended by the real services, with rows of the outbox that nobody sends. */
export class ExtendingBench {
  readonly bench: WorkflowBench;
  readonly tsa: Tsa;
  readonly status: StatusServer;

  constructor(parts: { bench: WorkflowBench; tsa: Tsa; status: StatusServer }) {
    this.bench = parts.bench;
    this.tsa = parts.tsa;
    this.status = parts.status;
  }

  static async create(): Promise<ExtendingBench> {
    const status = await startStatusServer();
    const bench = await WorkflowBench.create({ statusUrl: status.url });
    await status.serveFor(bench.authority);
    return new ExtendingBench({ bench, status, tsa: await startTsa(bench.authority) });
  }

  async open(state: string, now?: () => number): Promise<WorkflowOffice> {
    const station = await this.bench.open(state, now);
    const { store, clock } = station.office;
    const outbox = new Outbox(clock);
    Object.assign(station.office.outbox, {
      enqueueUpload: (
        ...[tx, dossierId, originalId, documentId, holdMs]: Parameters<
          WorkflowOffice['office']['outbox']['enqueueUpload']
        >
      ) => outbox.uploadCopy(tx, dossierId, { originalId, documentId }, holdMs),
    });
    store.write((tx) => writeSetting(tx, 'timestamp.authority-url', this.tsa.url, clock.now(), null));
    return station;
  }

  /** An original that was signed and sealed, and waits for its time-stamps. */
  async issued(station: WorkflowOffice): Promise<{ readonly originalId: string; readonly dossierId: string }> {
    const ids = await submitted(station);
    for (const kind of ['sign', 'seal'] as const) unwrap(await signWith(station, kind, [ids.originalId]));
    return ids;
  }

  async close(): Promise<void> {
    await Promise.all([this.tsa.stop(), this.status.stop()]);
    await this.bench.remove();
  }
}

/** Short waits, in the proportions of the office. */
export const shortWaits = { firstWaitMs: 20, mostWaitMs: 80, pollMs: 50, answerMs: 20_000 } as const;

/** Runs the station's extender until the original's extension has come to its end, or `until` holds. */
export async function extend(
  { office }: WorkflowOffice,
  originalId: string,
  how: { readonly thread?: ExtensionThread; readonly until?: (row: ExtensionRow) => boolean } = {},
): Promise<ExtensionRow> {
  const { until = (row) => row.endedAt !== null, thread } = how;
  const extender = new Extender(office, { timings: shortWaits, ...(thread ? { thread } : {}) });
  extender.start();
  try {
    for (;;) {
      const row = extensionOf(office, originalId);
      if (until(row)) return row;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    await extender.stop();
  }
}

export function extensionOf(office: WorkflowOffice['office'], originalId: string): ExtensionRow {
  const row = findExtension(office.store.db, originalId);
  if (!row) throw new Error('no extension');
  return row;
}

/** The row by which the copy of an original goes out. */
export function uploadOf(station: WorkflowOffice, ids: { originalId: string; dossierId: string }): OutboxRow {
  const documentId = station.original(ids.originalId).copyDocumentId ?? '';
  const row = uploadRowOf(station.office.store.db, ids.dossierId, documentId);
  if (!row) throw new Error('no row');
  return row;
}
