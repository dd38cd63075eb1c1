/** The outbox without the rest of the station: a store, the portal's parts, and a far side that takes all at once. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { addOutboxRow } from '../../../src/store/repositories/outbox.ts';
import { outboxCounts } from '../../../src/store/repositories/outbox-backlog.ts';
import { dossierId, openOffice } from '../../unit/portal/office.ts';
import { startFastPortal } from './fast-side.ts';

const perDossier = 4;

export interface AloneFigures {
  readonly messages: number;
  readonly firstMs: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Of the processor, in the station alone: what another load of the machine does not change. */
  readonly cpuMsPerMessage: number;
  readonly beforeMb: number;
  readonly drainingMb: number;
  readonly loopP99Ms: number;
  readonly loopWorstMs: number;
}

/** @param watchedMs  how long the draining is watched at most */
export async function measureAlone(messages: number, watchedMs: number): Promise<AloneFigures> {
  const far = await startFastPortal();
  const settings = {
    connector: 'lgsp',
    lgsp: { baseUrl: far.address, unitCode: '000.14.56.H56' },
    gateway: { endpoint: `${far.address}/files` },
  } as const;
  const office = openOffice(settings, { start: false, waits: {} });
  try {
    const now = Date.now();
    for (let from = 0; from < messages / perDossier; from += 1000) {
      office.store.write((tx) => {
        for (let n = from; n < Math.min(from + 1000, messages / perDossier); n++) {
          office.issueInside(tx, n);
          for (let k = 0; k < perDossier; k++) {
            const payload = { stepIds: [`step-${k}`] };
            addOutboxRow(tx, {
              id: `row-${n}-${k}`,
              dossierId: dossierId(n),
              kind: 'progress',
              payload,
              createdAt: now,
            });
          }
        }
      });
    }
    global.gc?.();
    const before = process.memoryUsage().rss;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const begun = performance.now();
    office.portal.start();
    while (outboxCounts(office.store.db).confirmed === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const firstMs = performance.now() - begun;
    delay.enable();
    const cpu = process.cpuUsage();
    const [from, since] = [outboxCounts(office.store.db).confirmed, performance.now()];
    while (performance.now() - since < watchedMs && office.portal.status().rows.waiting > 0) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const seconds = (performance.now() - since) / 1000;
    const sent = outboxCounts(office.store.db).confirmed - from;
    delay.disable();
    const { user, system } = process.cpuUsage(cpu);
    const mb = (bytes: number): number => bytes / 1024 ** 2;
    return {
      messages,
      firstMs,
      perSecond: sent / seconds,
      seconds,
      cpuMsPerMessage: (user + system) / 1000 / sent,
      beforeMb: mb(before),
      drainingMb: mb(process.memoryUsage().rss),
      loopP99Ms: delay.percentile(99) / 1e6,
      loopWorstMs: delay.max / 1e6,
    };
  } finally {
    await office.close();
    await far.stop();
  }
}
