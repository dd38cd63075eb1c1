import type { Browser } from 'playwright-core';
import type { Desk } from '../desk.ts';
import { type Latency, measureBusy } from '../latency.ts';
import { quantile } from '../statistics.ts';
import { type Opened, openScreen, type Person, type Sessions } from './opened.ts';

/** The screens of a large office: so many of each. */
const office: readonly { path: string; person: Person | null; count: number }[] = [
  { path: '/ban-tiep-nhan', person: 'creator', count: 4 },
  { path: '/ky-duyet', person: 'signer', count: 3 },
  { path: '/dong-dau', person: 'sealKeeper', count: 2 },
  { path: '/tram', person: 'admin', count: 1 },
  { path: '/nguoi-dan', person: null, count: 2 },
];
export const screenCount = office.reduce((sum, { count }) => sum + count, 0);

export interface ManyFigures {
  /** The dossier list, asked for without end beside the screens. */
  readonly list: Latency;
  /** What the screens asked for by themselves meanwhile, as their browser measured it. */
  readonly own: { readonly requests: number; readonly p99Ms: number };
}

/** Twelve screens are open while pages are scanned and copies signed and sealed. */
export async function measureManyScreens(
  browser: Browser,
  desk: Desk,
  sessions: Sessions,
  paceMs: number,
): Promise<ManyFigures> {
  const opened: Opened[] = [];
  try {
    for (const { path, person, count } of office) {
      for (let n = 0; n < count; n++) {
        const screen = await openScreen(browser, desk.office, sessions, person);
        await screen.page.goto(path);
        await screen.page.locator('main h1').first().waitFor();
        opened.push(screen);
      }
    }
    await Promise.all(opened.map(({ page }) => page.evaluate('performance.clearResourceTimings()')));
    const list = await measureBusy(desk, `${screenCount} screens are open`, 100, paceMs);
    const times = await Promise.all(
      opened.map(
        async ({ page }) =>
          (await page.evaluate(
            "performance.getEntriesByType('resource').filter(({ name, requestStart }) => requestStart > 0 && name.includes('/api/') && !name.endsWith('/api/events')).map(({ requestStart, responseEnd }) => responseEnd - requestStart)",
          )) as number[],
      ),
    );
    const own = times.flat().filter((time) => time > 0);
    return { list, own: { requests: own.length, p99Ms: quantile(own, 0.99) } };
  } finally {
    await Promise.all(opened.map(({ context }) => context.close()));
  }
}
