import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Screens } from '../peers/browser/index.ts';

/** Brings a paper through the desk until it waits for its signature; answers the original's id. */
export async function submitted(
  { desk, office }: Pick<Screens, 'desk' | 'office'>,
  title: string,
  paper = 'birth-certificate',
): Promise<string> {
  const originalId = await desk.receive(title);
  await office.loadPaper(paper);
  await desk.scan(originalId);
  await desk.submit(originalId);
  return originalId;
}

/** As `submitted`, and signed by the signer. */
export async function signed(screens: Screens, title: string, paper?: string): Promise<string> {
  const originalId = await submitted(screens, title, paper);
  const { status } = await screens.desk.attempt('signing', originalId);
  expect(status).toBe(200);
  return originalId;
}

export const row = (page: Page, title: string) => page.locator('.pile-row', { hasText: title });
/** Goes down the pile by the arrow key until this row has the focus. */
export async function pointAt(page: Page, title: string): Promise<void> {
  await row(page, title).waitFor();
  // Pressed again at the foot of the pile, the key changes nothing; a view that just opened may miss the first.
  for (let left = 20; left > 0; left--) {
    await page.keyboard.press('ArrowDown');
    if ((await row(page, title).locator(':focus').count()) > 0) return;
  }
  throw new Error(`the arrow key does not reach ${title}`);
}

export const pinField = (page: Page) => page.getByLabel(/^(Mã PIN của token|PIN of the token)$/);

/** Where a PIN must never be: the page, what the browser keeps, the address, and what was asked of the station by name. */
export async function tracesOf(page: Page, secret: string, requests: readonly string[]): Promise<string[]> {
  const places = (await page.evaluate(`({
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => field.value).join('\\n'),
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    history: JSON.stringify(history.state) + location.href,
    cookies: document.cookie,
  })`)) as Record<string, string>;
  const found = Object.entries(places).filter(([, text]) => text.includes(secret));
  return [...found.map(([place]) => place), ...requests.filter((request) => request.includes(secret))];
}

/** Notes every address that the page asks for, with its headers, and every line in its console. */
export function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('request', (request) => heard.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  page.on('console', (message) => heard.push(message.text()));
  return heard;
}
