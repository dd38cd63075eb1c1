import type { Browser, CDPSession, Page } from 'playwright-core';
import type { SimulatedOffice } from '../../peers/office/office.ts';
import { openScreen, type Sessions } from './opened.ts';

/** What the visitors' page holds after a collection of garbage. */
export interface Held {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface KioskFigures {
  readonly hours: number;
  readonly visitors: number;
  readonly before: Held;
  readonly after: Held;
}

const day = { hours: 8, visitors: 96 } as const;
/** The first visitors fill what is filled once: fonts, compiled code, parts of the view. */
const warmUp = 6;

/**
 * A visitors' screen over a day: people come one after the other, look at every part, ask for a dossier and leave
 * without a word; the page's own clock is moved on between them, so its timers all run.
 */
export async function measureKiosk(
  browser: Browser,
  office: SimulatedOffice,
  sessions: Sessions,
): Promise<KioskFigures> {
  const { context, page, debug } = await openScreen(browser, office, sessions, null);
  try {
    await page.clock.install();
    await page.goto('/nguoi-dan');
    await page.locator('.visitor-choice').first().waitFor();
    await debug.send('HeapProfiler.enable');
    await debug.send('Performance.enable');
    const between = Math.round((day.hours * 3_600_000) / day.visitors);
    for (let visitor = 0; visitor < warmUp; visitor++) await visit(page, between);
    const before = await held(debug);
    for (let visitor = 0; visitor < day.visitors; visitor++) await visit(page, between);
    return { hours: day.hours, visitors: day.visitors, before, after: await held(debug) };
  } finally {
    await context.close();
  }
}

async function visit(page: Page, nextAfterMs: number): Promise<void> {
  const choice = page.locator('.visitor-choice');
  for (const part of [0, 1]) {
    await choice.nth(part).click();
    await page.locator('.visitor .sheet').first().waitFor();
    await page.keyboard.press('Escape');
    await choice.first().waitFor();
  }
  await choice.nth(2).click();
  await page.locator('.visitor-where input').fill('ABCDEFGHJK');
  await page.keyboard.press('Enter');
  await page.locator('.visitor-where .notice').waitFor();
  await page.clock.runFor(nextAfterMs);
  await choice.first().waitFor();
}

async function held(debug: CDPSession): Promise<Held> {
  // What a first collection lets go of, a second one takes away.
  for (let time = 0; time < 3; time++) await debug.send('HeapProfiler.collectGarbage');
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  const { metrics } = await debug.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapMb: usedSize / 1024 ** 2, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}
