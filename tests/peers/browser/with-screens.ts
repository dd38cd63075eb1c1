import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Desk } from '../office/desk.ts';
import type { OfficeOptions, SimulatedOffice } from '../office/office.ts';
import { people } from '../office/people.ts';
import type { Phone } from '../office/phone.ts';
import { withOffice } from '../office/with-office.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

export type Somebody = keyof typeof people;

interface PageOptions {
  /** Where to begin; `/` by default. */
  readonly path?: string;
  readonly language?: 'vi' | 'en';
  readonly size?: { readonly width: number; readonly height: number };
  readonly touch?: boolean;
  /** Errors that this test means to cause, as parts of their text; any other error of the page fails the test. */
  readonly expected?: readonly (string | RegExp)[];
}

export interface Screens {
  readonly office: SimulatedOffice;
  readonly desk: Desk;
  /** A screen where nobody is signed in, with storage of its own. Closed after the test. */
  stranger(options?: PageOptions): Promise<Page>;
  /** A screen at which this person has signed in, by the form. */
  page(person: Somebody, options?: PageOptions): Promise<Page>;
}

/** A refusal that the station means is also written to the browser's console; it is no error of the page. */
const usual = [/Failed to load resource: the server responded with a status of (4\d\d|503)/];

/**
 * An office with real screens before it, for a test file. The browser trusts the station's authority and nothing else of
 * it; a page that meets an error of its own (script, content policy, certificate) fails its test.
 */
export function withScreens(
  options: OfficeOptions & {
    /** Runs before the browser starts; answers certificates (PEM) that it also trusts. */
    readonly prepare?: (office: SimulatedOffice) => Promise<readonly string[]>;
  } = {},
): Screens {
  const opened = withOffice(options);
  let browser: TestBrowser | null = null;
  let contexts: BrowserContext[] = [];
  let errors: string[] = [];
  beforeAll(async () => {
    const more = (await options.prepare?.(opened.office)) ?? [];
    browser = await startBrowser([opened.office.authorityPem, ...more]);
  }, 120_000);
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    const found = errors;
    contexts = [];
    errors = [];
    expect(found).toEqual([]);
  });
  afterAll(() => browser?.close());

  const stranger: Screens['stranger'] = async ({ path = '/', language, size, touch = false, expected = [] } = {}) => {
    if (!browser) throw new Error('the browser is not open yet');
    const context = await browser.browser.newContext({
      baseURL: opened.office.address,
      viewport: size ?? { width: 1280, height: 800 },
      hasTouch: touch,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    const note = (text: string): void => {
      if (![...usual, ...expected].some((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)))) {
        errors.push(text);
      }
    };
    page.on('pageerror', (error) => note(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') note(message.text());
    });
    if (language !== undefined) await page.addInitScript(`localStorage.setItem('language', '${language}')`);
    await page.goto(path);
    return page;
  };
  return {
    get office() {
      return opened.office;
    },
    get desk() {
      return opened.desk;
    },
    stranger,
    page: async (person, pageOptions = {}) => {
      const page = await stranger({ ...pageOptions, path: pageOptions.path ?? '/dang-nhap' });
      await signInAt(page, person, opened.office.phone);
      return page;
    },
  };
}

/** Fills in the form, with a code where one is asked for, and waits until the frame shows who is there. */
export async function signInAt(page: Page, person: Somebody, phone: Phone): Promise<void> {
  const { username, password, fullName } = people[person];
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  const inside = page.locator('.frame-who', { hasText: fullName });
  const code = page.locator('input[name=code]');
  await inside.or(code).waitFor();
  if (await code.isVisible()) {
    const setsUp = !phone.knows(username);
    if (setsUp) phone.learn(username, await secretOn(page));
    await code.fill(phone.code(username));
    await page.locator('button[type=submit]').click();
    if (setsUp) phone.keep(username, await takeRecoveryCodes(page));
  }
  await inside.waitFor();
  // All of the frame is there: a page that is left while it loads complains.
  await page.locator('.lamps').waitFor();
}

/** The secret that the screen shows for typing. */
export async function secretOn(page: Page): Promise<string> {
  const shown = page.locator('.enrol-secret:not(:empty)');
  return ((await shown.textContent()) ?? '').replaceAll(' ', '');
}

/** Reads the recovery codes off the screen and goes on. */
export async function takeRecoveryCodes(page: Page): Promise<string[]> {
  await page.locator('.recovery-codes li').first().waitFor();
  const codes = await page.locator('.recovery-codes li').allTextContents();
  await page.locator('input[name=kept]').check();
  await page.locator('button[type=submit]').click();
  return codes;
}
