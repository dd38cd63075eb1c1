import { startBrowser } from '../peers/browser/browser.ts';
import type { Desk } from './desk.ts';
import { measureFirstLoads, type ViewFigures } from './screens/first-load.ts';
import { type KioskFigures, measureKiosk } from './screens/kiosk-memory.ts';
import { type ManyFigures, measureManyScreens } from './screens/many.ts';
import { measureLamp, measureThumbnails } from './screens/news.ts';
import { Sessions } from './screens/opened.ts';
import { median } from './statistics.ts';

/** A middle and the worst of some times, milliseconds. */
export interface Spread {
  readonly times: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

/** What Debian's Chromium, on the station's own machine, makes of the screens. */
export interface ScreenFigures {
  readonly browser: string;
  readonly views: readonly ViewFigures[];
  /** From a page's last byte to its painted thumbnail. */
  readonly thumbnail: Spread;
  /** From the station's noticing of a token to the lamp's painted word. */
  readonly lamp: Spread;
  readonly many: ManyFigures;
  readonly kiosk: KioskFigures;
}

/**
 * @param paceMs  between two sheets of the feeder
 * @param say  told what is measured next
 */
export async function measureScreens(desk: Desk, paceMs: number, say: (what: string) => void): Promise<ScreenFigures> {
  const { browser, close } = await startBrowser([desk.office.authorityPem]);
  const sessions = new Sessions(desk.office);
  try {
    say('the piles of the screens');
    await fillPiles(desk);
    say('first loads');
    const views = await measureFirstLoads(browser, desk.office, sessions, 2);
    say('thumbnails');
    const thumbnail = spread(await measureThumbnails(browser, desk, sessions, 10, paceMs));
    say('lamps');
    const lamp = spread(await measureLamp(browser, desk, sessions, 4));
    say('twelve screens');
    const many = await measureManyScreens(browser, desk, sessions, paceMs);
    say('a day of the visitors’ screen');
    const kiosk = await measureKiosk(browser, desk.office, sessions);
    return { browser: browser.version(), views, thumbnail, lamp, many, kiosk };
  } finally {
    await close();
  }
}

/** Something waits for the signer and for the seal keeper. */
async function fillPiles(desk: Desk): Promise<void> {
  const [first, second] = [await desk.receive('Giàng A Páo'), await desk.receive('Lò Thị Mận')];
  for (const originalId of [first, second]) {
    await desk.scan(originalId, 3, 0);
    await desk.submit(originalId);
  }
  await desk.attempt('signing', [first]);
}

function spread(times: readonly number[]): Spread {
  return { times: times.length, medianMs: median(times), worstMs: Math.max(...times) };
}
