import type { DossierDetail, DossierList } from '../../../src/web/contract/index.ts';
import type { Scene } from '../scene.ts';

/** The visitors' screen: the choices, what each leads to, a code found and not found, the warning before it starts again. */
export const visitor: Scene = async ({ camera, desk }) => {
  const { dossiers } = await desk.creator.json<DossierList>('GET', '/api/dossiers');
  const { trackingCode } = await desk.creator.json<DossierDetail>('GET', `/api/dossiers/${dossiers[0]?.id ?? ''}`);
  const page = await camera.stranger({ path: '/nguoi-dan', touch: true });
  const choices = page.locator('.visitor-choice');
  await choices.nth(2).waitFor();
  await camera.take(page, 'visitor-start');
  for (const [index, name] of ['about', 'fees', 'where'].entries()) {
    await choices.nth(index).tap();
    await page.locator('.visitor .sheet, .visitor-pad').first().waitFor();
    await camera.take(page, `visitor-${name}`);
    if (name !== 'where') await page.keyboard.press('Escape');
  }
  const field = page.getByLabel(camera.word('visitor.where.label'));
  await field.fill('ABCDEFGHJK');
  await camera.button(page, 'visitor.where.ask').tap();
  await page.locator('.notice').waitFor();
  await camera.take(page, 'visitor-failing');
  await field.fill(trackingCode ?? '');
  await camera.button(page, 'visitor.where.ask').tap();
  await camera.sees(page, 'visitor.where.state');
  await camera.take(page, 'visitor-found');

  await page.clock.install();
  await page.reload();
  await choices.nth(1).tap();
  await page.clock.runFor(41_000);
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'visitor-warning');
  const rates = await camera.stranger({ path: '/bieu-phi' });
  await rates.getByRole('article').waitFor();
  await camera.take(rates, 'print-rates');
};
