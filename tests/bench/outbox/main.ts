/** `node tests/bench/outbox/main.ts [messages]`: an outbox that was filled for weeks, and a line that is back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { addOutboxRow, outboxCounts } from '../../../src/store/repositories/outbox.ts';
import { dossierId, openOffice } from '../../unit/portal/office.ts';

const messages = Number(process.argv[2] ?? 100_000);
const perDossier = 4;
/** How long the draining is watched, milliseconds. */
const watchedMs = 30_000;

const peer = spawn(process.execPath, [fileURLToPath(new URL('./fast-portal.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = (await once(peer.stdout, 'data')) as [Buffer];
const address = `http://127.0.0.1:${String(port).trim()}`;
const settings = {
  connector: 'lgsp',
  lgsp: { baseUrl: address, unitCode: '000.14.56.H56' },
  gateway: { endpoint: `${address}/files` },
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
          addOutboxRow(tx, { id: `row-${n}-${k}`, dossierId: dossierId(n), kind: 'progress', payload, createdAt: now });
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
  const [from, since] = [outboxCounts(office.store.db).confirmed, performance.now()];
  while (performance.now() - since < watchedMs && office.portal.status().rows.waiting > 0) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const seconds = (performance.now() - since) / 1000;
  const sent = outboxCounts(office.store.db).confirmed - from;
  delay.disable();
  const perSecond = sent / seconds;
  const mb = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
  console.log(
    [
      `Outbox of ${messages} messages, synchronous=FULL: start to the first receipt ${firstMs.toFixed(0)} ms;`,
      `${perSecond.toFixed(0)} messages/s to a fast portal over ${seconds.toFixed(0)} s (aim: at least 500, ${perSecond >= 500 ? 'met' : 'missed'});`,
      `memory ${mb(before)} before, ${mb(process.memoryUsage().rss)} while draining; waits of the event loop p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, worst ${(delay.max / 1e6).toFixed(0)} ms.`,
    ].join('\n'),
  );
} finally {
  await office.close();
  peer.kill();
}
