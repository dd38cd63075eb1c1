import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import sharp, { type OverlayOptions } from 'sharp';
import { axe, type Somebody, screenSizes, sidewaysScroll, signInAt, type TestBrowser } from '../peers/browser/index.ts';
import type { Phone } from '../peers/office/phone.ts';
import { type Language, patternOf, wordsIn } from './words.ts';

/** Widths at which axe looks as well: the narrowest, where things wrap, and the usual one. */
const judged = [768, 1280];

/** How the four pictures of a state lie on its contact sheet: height of a row, and who is in it. */
const sheetRows = {
  height: 500,
  widths: [
    [1280, 768],
    [1920, 1024],
  ],
} as const;

interface PageOptions {
  readonly path?: string;
  readonly touch?: boolean;
}

/** Opens screens in one language and takes pictures of them, noting whatever is wrong with what it sees. */
export class Camera {
  readonly language: Language;
  readonly faults: string[] = [];
  readonly #browser: TestBrowser;
  readonly #address: string;
  readonly #phone: Phone;
  readonly #out: string;
  readonly #words: (key: string) => string;
  #contexts: BrowserContext[] = [];
  #taken = 0;

  private constructor(
    browser: TestBrowser,
    place: { readonly address: string; readonly phone: Phone },
    shown: { readonly out: string; readonly language: Language; readonly words: (key: string) => string },
  ) {
    this.#browser = browser;
    this.#address = place.address;
    this.#phone = place.phone;
    this.#out = shown.out;
    this.language = shown.language;
    this.#words = shown.words;
  }

  static async open(
    browser: TestBrowser,
    place: { readonly address: string; readonly phone: Phone },
    out: string,
    language: Language,
  ): Promise<Camera> {
    await mkdir(out, { recursive: true });
    return new Camera(browser, place, { out, language, words: await wordsIn(language) });
  }

  get taken(): number {
    return this.#taken;
  }

  /** A screen where nobody is signed in. */
  async stranger({ path = '/', touch = false }: PageOptions = {}): Promise<Page> {
    const context = await this.#browser.browser.newContext({
      baseURL: this.#address,
      viewport: { width: 1280, height: 800 },
      hasTouch: touch,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(60_000);
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${this.language}: ${page.url()}: ${String(error)}`));
    await page.addInitScript(`localStorage.setItem('language', '${this.language}')`);
    await page.goto(path);
    return page;
  }

  /** A screen at which this person has signed in. */
  async page(person: Somebody, options: PageOptions = {}): Promise<Page> {
    const page = await this.stranger({ ...options, path: options.path ?? '/dang-nhap' });
    await signInAt(page, person, this.#phone);
    return page;
  }

  word(key: string): string {
    return this.#words(key);
  }

  /** The button (or link) with the text of this key. */
  button(within: Page | Locator, key: string): Locator {
    const name = patternOf(this.word(key));
    return within.getByRole('button', { name }).or(within.getByRole('link', { name })).first();
  }

  field(within: Page | Locator, key: string): Locator {
    return within.getByLabel(this.word(key)).first();
  }

  /** The text of this key, wherever it stands. */
  async sees(page: Page, key: string): Promise<void> {
    const text = new RegExp(
      patternOf(this.word(key))
        .source.slice(1)
        .replace(/\( \\S\+\)\?\$$/, ''),
    );
    await page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Takes a state at every width, and looks at it: nothing sticks out sideways, axe finds nothing. */
  async take(page: Page, name: string): Promise<void> {
    const files = new Map<number, string>();
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await page.evaluate('document.fonts.ready');
      await settled(page);
      const file = join(this.#out, `${name}-${this.language}-${size.width}.png`);
      await page.screenshot({ path: file });
      files.set(size.width, file);
      this.#taken += 1;
      const where = `${name} ${this.language} ${size.width}`;
      const wide = await sidewaysScroll(page);
      if (wide > 0) this.faults.push(`${where}: ${wide} px wider than the screen`);
      if (!judged.includes(size.width)) continue;
      this.faults.push(...(await axe(page)).map((found) => `${where}: ${found}`));
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await this.#lay(files, join(this.#out, 'sheets', `${name}-${this.language}.png`));
  }

  /** Closes what was opened. */
  async rest(): Promise<void> {
    const contexts = this.#contexts;
    this.#contexts = [];
    await Promise.all(contexts.map((context) => context.close()));
  }

  async #lay(files: ReadonlyMap<number, string>, path: string): Promise<void> {
    await mkdir(join(this.#out, 'sheets'), { recursive: true });
    const laid: OverlayOptions[] = [];
    let width = 0;
    for (const [index, row] of sheetRows.widths.entries()) {
      let left = 0;
      for (const each of row) {
        const { data, info } = await sharp(files.get(each))
          .resize({ height: sheetRows.height })
          .toBuffer({ resolveWithObject: true });
        laid.push({ input: data, left, top: index * (sheetRows.height + 4) });
        left += info.width + 4;
      }
      width = Math.max(width, left);
    }
    const height = sheetRows.widths.length * (sheetRows.height + 4);
    await sharp({ create: { width, height, channels: 3, background: '#808080' } })
      .composite(laid)
      .png()
      .toFile(path);
  }
}

/** Pictures that are still on their way, and the frame after a change of size, are waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
    .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))`);
}
