import { brought, deliver } from '../office-full.ts';
import type { Scene } from '../scene.ts';

/** The comparison with the portal: never asked, nothing differs, differences, no answer; the ledger of a dossier. */
export const ledger: Scene = async (set) => {
  const { camera, office, desk } = set;
  const page = await camera.page('creator', { path: '/doi-soat' });
  await camera.sees(page, 'ledger.differences-none');
  await camera.take(page, 'ledger-empty');
  const [gone, refused, cancelled] = [
    await deliver(set, brought.birth),
    await deliver(set, brought.contract),
    await deliver(set, brought.school),
  ];
  await desk.creator.json('POST', `/api/originals/${cancelled.originalId}/cancellation`, {
    reason: 'Sai bản chính',
    decision: '15/QĐ-UBND',
  });
  office.portal.meddle(gone.code, null);
  office.portal.meddle(refused.code, (content) => ({ ...content, TrangThaiHoSo: '3' }));
  await camera.button(page, 'ledger.ask').click();
  const rows = page.locator('.ledger-row');
  await rows.nth(1).waitFor();
  await page.getByRole('searchbox').fill('thi');
  await page.locator('.ledger-found').first().waitFor();
  await camera.take(page, 'ledger-full');
  await page.getByRole('searchbox').scrollIntoViewIfNeeded();
  await camera.take(page, 'ledger-found');
  await page.getByRole('searchbox').fill('');
  await rows.filter({ hasText: refused.code }).getByRole('button').click();
  await rows.filter({ hasText: refused.code }).getByRole('button').waitFor({ state: 'detached' });
  await camera.take(page, 'ledger-seen');

  office.portal.misbehave({ kind: 'garbage', service: 'TraCuuHoSo' });
  await camera.button(page, 'ledger.ask').click();
  await page
    .getByText(/PORTAL-/)
    .first()
    .waitFor();
  await camera.take(page, 'ledger-failing');
  office.portal.heal();

  for (const [name, { dossierId }] of Object.entries({ refused, cancelled })) {
    await page.goto(`/doi-soat/${dossierId}`);
    await page.locator('.ledger-message').first().waitFor();
    await camera.take(page, `ledger-dossier-${name}`);
    await page.locator('.ledger-message').last().scrollIntoViewIfNeeded();
    await camera.take(page, `ledger-dossier-${name}-end`);
  }
  await page.goto(`/ban-tiep-nhan/${refused.dossierId}`);
  await camera.sees(page, 'desk.portal-differs');
  await page.locator('.message-ledger').scrollIntoViewIfNeeded();
  await camera.take(page, 'ledger-desk');
};
