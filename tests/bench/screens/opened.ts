import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { Screen } from '../../peers/office/client.ts';
import type { SimulatedOffice } from '../../peers/office/office.ts';
import { people } from '../../peers/office/people.ts';

export type Person = keyof typeof people;

/** The session cookies of the office's people, one sign-in each: a screen that is given one is signed in. */
export class Sessions {
  readonly #office: SimulatedOffice;
  readonly #cookies = new Map<Person, string>();

  constructor(office: SimulatedOffice) {
    this.#office = office;
  }

  async of(person: Person): Promise<string> {
    const known = this.#cookies.get(person);
    if (known !== undefined) return known;
    const { address, authorityPem, phone } = this.#office;
    const screen = new Screen(address, authorityPem, phone);
    await screen.signIn(people[person].username, people[person].password);
    const cookie = screen.cookies.at(-1);
    if (cookie === undefined) throw new Error(`${person} was given no session`);
    this.#cookies.set(person, cookie);
    return cookie;
  }
}

/** A screen with a cache and storage of its own, at nothing yet. */
export interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly debug: CDPSession;
}

/** Opens a screen at which this person is signed in; null: nobody. */
export async function openScreen(
  browser: Browser,
  office: SimulatedOffice,
  sessions: Sessions,
  person: Person | null,
): Promise<Opened> {
  const context = await browser.newContext({
    baseURL: office.address,
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  if (person !== null) {
    const value = await sessions.of(person);
    await context.addCookies([{ name: '__Host-tram', value, url: office.address, secure: true, httpOnly: true }]);
  }
  const page = await context.newPage();
  return { context, page, debug: await context.newCDPSession(page) };
}

/** The value of an expression in the page, from the first frame in which it is true. */
export async function when<T>(page: Page, expression: string): Promise<T> {
  return (await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const value = ${expression};
      if (value) resolve(value);
      else requestAnimationFrame(look);
    };
    look();
  })`)) as T;
}
