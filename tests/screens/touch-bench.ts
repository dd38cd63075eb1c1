import type { Locator, Page } from 'playwright-core';
import type { Somebody } from '../peers/browser/index.ts';
import { people } from '../peers/office/people.ts';

/** The keys on the screen. */
export const board = (page: Page): Locator => page.locator('.keyboard');

const key = (page: Page, name: string): Locator => board(page).locator(`[data-skbtn=${JSON.stringify(name)}]`);

/** Taps one of the keys that are no letters: `{go}`, `{next}`, `{close}` … */
export const tapKey = (page: Page, name: string): Promise<void> => key(page, `{${name}}`).tap();

/** Taps a field, so that the keys come for it. */
export async function touch(page: Page, field: Locator): Promise<void> {
  await field.tap();
  await page.locator('html[data-keyboard="open"]').waitFor();
}

/** Taps a text, key by key, on the keys on the screen. Vietnamese is given as what is typed: `Gianfg`. */
export async function tapText(page: Page, text: string): Promise<void> {
  for (const letter of text) {
    if (letter === ' ') await tapKey(page, 'gap');
    else await tapLetter(page, letter);
  }
}

async function tapLetter(page: Page, letter: string): Promise<void> {
  const name = `{k:${letter.toLowerCase()}}`;
  if ((await key(page, name).count()) === 0) {
    const other = (await key(page, '{symbols}').count()) > 0 && !/\p{L}/u.test(letter) ? 'symbols' : 'letters';
    await tapKey(page, other);
  }
  if (/\p{L}/u.test(letter)) {
    const capital = letter !== letter.toLowerCase();
    const shift = key(page, '{shift}');
    // Once, for good, off: at most two taps lead anywhere.
    for (let taps = 0; taps < 2 && ((await shift.getAttribute('aria-pressed')) === 'true') !== capital; taps += 1) {
      await shift.tap();
    }
  }
  await key(page, name).tap();
}

/** Signs in by touch alone. */
export async function signInByTouch(page: Page, person: Somebody): Promise<void> {
  const { username, password, fullName } = people[person];
  await touch(page, page.locator('input[name=username]'));
  await tapText(page, username);
  await tapKey(page, 'next');
  await page.locator('.keyboard[data-kind="secret"]').waitFor();
  await tapText(page, password);
  await tapKey(page, 'go');
  await page.locator('.frame-who', { hasText: fullName }).waitFor();
}
