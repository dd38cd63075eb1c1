import type { Browser, Page } from 'playwright-core';
import type { JournalAnswer } from '../../../src/web/contract/index.ts';
import { people } from '../../peers/office/people.ts';
import type { Desk } from '../desk.ts';
import { Line } from '../line.ts';
import { openScreen, type Sessions, when } from './opened.ts';

/** Milliseconds from a page's last byte at the scanner until its thumbnail is painted, for each page of a scan. */
export async function measureThumbnails(
  browser: Browser,
  desk: Desk,
  sessions: Sessions,
  pages: number,
  paceMs: number,
): Promise<number[]> {
  const originalId = await desk.receive('Hầu Thị Dính');
  const { dossierId } = await desk.creator.json<{ dossierId: string }>('GET', `/api/originals/${originalId}`);
  const { context, page } = await openScreen(browser, desk.office, sessions, 'creator');
  try {
    // One picture may be asked for again: its first time counts.
    await page.addInitScript(`(() => {
      window.painted = new Map();
      document.addEventListener('load', ({ target }) => {
        if (!(target instanceof HTMLImageElement) || target.closest('.strip') === null) return;
        const src = target.getAttribute('src');
        requestAnimationFrame(() => setTimeout(() => window.painted.has(src) || window.painted.set(src, Date.now())));
      }, true);
    })()`);
    await page.goto(`/ban-tiep-nhan/${dossierId}/${originalId}`);
    await page.locator('.step').waitFor();
    await desk.scan(originalId, pages, paceMs);
    await when(page, `window.painted.size >= ${pages}`);
    const painted = (await page.evaluate('[...window.painted.values()]')) as number[];
    return painted.slice(0, pages).map((at, index) => at - (desk.feeder.deliveredAt[index] ?? Number.NaN));
  } finally {
    await context.close();
  }
}

const words = { gone: 'chưa cắm', back: 'sẵn sàng' } as const;

/**
 * Milliseconds from the station's noticing that a token was pulled or plugged, as its journal says, until the lamp's word
 * is painted.
 */
export async function measureLamp(browser: Browser, desk: Desk, sessions: Sessions, times: number): Promise<number[]> {
  const { office } = desk;
  const inspector = await Line.signIn(office, people.inspector);
  const { context, page } = await openScreen(browser, office, sessions, 'signer');
  try {
    await page.goto('/ky-duyet');
    await says(page, words.back);
    const news = new TokenNews(inspector);
    await news.first();
    const found: number[] = [];
    for (let time = 0; time < times; time++) {
      const pulled = says(page, words.gone);
      await office.tokens.pull();
      found.push((await pulled) - (await news.first()));
      const plugged = says(page, words.back);
      await office.tokens.plug();
      found.push((await plugged) - (await news.first()));
    }
    return found;
  } finally {
    inspector.close();
    await context.close();
  }
}

/** When the lamp of the tokens says this, on the clock of `Date.now()`. */
async function says(page: Page, word: string): Promise<number> {
  const said = `document.querySelector('[data-lamp="token"]')?.textContent.includes(${JSON.stringify(word)})`;
  return await when<number>(page, `${said} && Date.now()`);
}

/** Reads the station's own times of what happened at the tokens. */
class TokenNews {
  readonly #inspector: Line;
  #read = 0;

  constructor(inspector: Line) {
    this.#inspector = inspector;
  }

  /** When the first token came or went since this was asked before; none: NaN. */
  async first(): Promise<number> {
    const limit = 1_000;
    let at = Number.NaN;
    for (;;) {
      const { entries } = await this.#inspector.json<JournalAnswer>(
        'GET',
        `/api/journal?after=${this.#read}&limit=${limit}`,
      );
      const news = entries.find(({ act }) => act === 'insert-token' || act === 'remove-token');
      if (Number.isNaN(at) && news) at = news.at;
      this.#read = entries.at(-1)?.seq ?? this.#read;
      if (entries.length < limit) return at;
    }
  }
}
