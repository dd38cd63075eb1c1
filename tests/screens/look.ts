import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe, screenSizes, shoot, sidewaysScroll } from '../peers/browser/index.ts';

/** Looks at a state at every width: nothing sticks out, axe finds nothing, a picture of each. */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    expect(await sidewaysScroll(page)).toBe(0);
    await shoot(page, `${name}-${size.width}`);
  }
  if (before) await page.setViewportSize(before);
  expect(await axe(page)).toEqual([]);
}
