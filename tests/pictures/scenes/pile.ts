import type { Page } from 'playwright-core';
import { pins } from '../../peers/office/people.ts';
import type { Camera } from '../camera.ts';
import { brought, submit } from '../office-full.ts';
import type { Scene } from '../scene.ts';

/** Signing and sealing: the empty pile, full, read, chosen, the attestation with the PIN, refused, done, returned. */
export const pile: Scene = async (set) => {
  const { camera } = set;
  const sealer = await camera.page('sealKeeper', { path: '/dong-dau' });
  await camera.sees(sealer, 'seal.empty');
  await camera.take(sealer, 'seal-empty');
  await submit(set, brought.school);
  const signer = await camera.page('signer', { path: '/ky-duyet' });
  await signer.locator('.pile-row').nth(2).waitFor();
  await camera.take(signer, 'sign-full');
  await act(camera, signer, 'sign', pins.signer);
  await camera.sees(signer, 'sign.empty');
  await camera.take(signer, 'sign-empty');
  await sealer.locator('.pile-row').nth(2).waitFor();
  await sealer
    .getByText(/toàn vẹn|whole copy/)
    .nth(2)
    .waitFor();
  await camera.take(sealer, 'seal-full');
  await act(camera, sealer, 'seal', pins.seal);
};

async function act(camera: Camera, page: Page, kind: 'sign' | 'seal', pin: string): Promise<void> {
  const title = brought.contract.title;
  await page.locator('.pile-row', { hasText: title }).getByRole('link').first().click();
  await camera.button(page, 'reading.back').waitFor();
  await page.locator('main img').first().waitFor();
  await camera.take(page, `${kind}-reading`);
  await camera.button(page, 'reading.back').click();
  await page
    .locator('.pile-row', { hasText: title })
    .getByRole('button', { name: new RegExp(`^${camera.word('pile.return')}`) })
    .click();
  await page.getByRole('dialog').waitFor();
  await camera.take(page, `${kind}-return`);
  await camera.button(page, 'return.cancel').click();
  await camera.button(page, 'pile.choose-all').click();
  await camera.button(page, `${kind}.do`).waitFor();
  await camera.take(page, `${kind}-chosen`);
  await camera.button(page, `${kind}.do`).click();
  const field = page.getByLabel(camera.word('attempt.pin'));
  await field.waitFor();
  await page.locator('.attestation-number').first().waitFor();
  await camera.take(page, `${kind}-attestation`);
  await field.fill('90817263');
  await camera.button(page, `${kind}.do`).click();
  await page.locator('.notice').first().waitFor();
  await camera.take(page, `${kind}-failing-pin`);
  await field.fill(pin);
  await camera.button(page, `${kind}.do`).click();
  await camera.sees(page, `${kind}.summary`);
  await camera.take(page, `${kind}-done`);
  await camera.button(page, 'attempt.to-pile').click();
}
