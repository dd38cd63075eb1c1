import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeCard, fingerprintOf } from '../../../src/portal/bundles/card.ts';
import type { BundledDossier } from '../../../src/portal/bundles/manifest.ts';
import { Screen } from '../../peers/office/client.ts';
import { Desk } from '../../peers/office/desk.ts';
import { people } from '../../peers/office/people.ts';
import { answerBundle, recipientOn } from '../../peers/office/sending-station.ts';
import { stationCalled } from '../../unit/portal/bundles/stations.ts';
import { sampleDossier } from '../../unit/portal/office.ts';
import { brought, issue } from '../office-full.ts';
import type { Scene } from '../scene.ts';

const bundles = (stick: string) => readdir(stick).then((names) => names.filter((name) => name.endsWith('.tram')));

/** Dossiers that go by stick, after the office has changed to it: prepared, compared, written, refused, taken back. */
export const stick: Scene = async ({ camera, office }) => {
  const folder = join(office.folder, 'usb');
  await mkdir(folder);
  const admin = new Screen(office.address, office.authorityPem, office.phone);
  await admin.signIn(people.admin.username, people.admin.password);
  await admin.json('PUT', '/api/settings/portal.connector', { value: 'hand-over' });
  await admin.json('PUT', '/api/settings/hand-over.folder', { value: folder });
  await office.station.stop();
  await office.station.start();
  const desk = await Desk.open(office);
  const page = await camera.page('creator', { path: '/chuyen-bang-usb' });
  await page.locator('.figure-list').waitFor();
  await camera.take(page, 'stick-empty');
  await issue({ desk, office }, brought.birth);
  await issue({ desk, office }, brought.contract);
  await camera.button(page, 'stick.prepare').click();
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'stick-prepare');
  await page.getByRole('dialog').locator('.button-primary').click();
  await page.locator('.notice-done').waitFor();
  await camera.button(page, 'stick.card-write').click();
  await camera.sees(page, 'stick.card-written');

  const sender = await stationCalled('H99.20');
  await writeFile(join(folder, 'TRAM-THE-H99.20.json'), encodeCard(sender.card, sender.identity));
  await writeFile(join(folder, 'TRAM-THE-H99.21.json'), '{"name": "no card"}');
  const unitAdmin = await camera.page('admin', { path: '/chuyen-bang-usb' });
  await camera.button(unitAdmin, 'stick.compare-one.sender').click();
  await unitAdmin.locator('.stick-tick input').check();
  await camera.take(unitAdmin, 'stick-compare');
  await unitAdmin.getByRole('dialog').locator('.button-primary').click();
  await camera.sees(unitAdmin, 'stick.part.sender');
  await unitAdmin.locator('.sheet').last().scrollIntoViewIfNeeded();
  await camera.take(unitAdmin, 'stick-stations');
  await camera.button(unitAdmin, 'stick.remove-one').click();
  await camera.take(unitAdmin, 'stick-remove');

  const main = page.locator('.page-main .button-primary');
  await page.reload();
  await camera.button(page, 'stick.write').waitFor();
  await camera.take(page, 'stick-full');
  await main.click();
  await camera.sees(page, 'stick.written');
  await camera.take(page, 'stick-written');
  const [bundle = ''] = await bundles(folder);
  const receipts = await answerBundle(sender, folder, bundle, 'Thiếu mã giấy tờ kết quả');
  await camera.button(page, 'stick.read-again').click();
  await page.getByRole('button', { name: new RegExp(receipts) }).click();
  await page.locator('.stick-told .notice-done').waitFor();
  await camera.take(page, 'stick-receipts');
  await camera.button(page, 'stick.again-one').scrollIntoViewIfNeeded();
  await camera.take(page, 'stick-failing-refused');
  await camera.button(page, 'stick.again-one').click();
  await page.locator('.stick-told .notice-done').waitFor();
  await main.click();
  await camera.sees(page, 'stick.written');
  await camera.button(page, 'stick.take-back-one').click();
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'stick-take-back');
  await page.keyboard.press('Escape');

  await writeFile(join(folder, 'TRAM-H99.30-20261122-101500.tram'), 'no bundle');
  await camera.button(page, 'stick.read-again').click();
  await page.getByRole('button', { name: /H99\.30/ }).click();
  await page.locator('.stick-told .notice-danger').waitFor();
  await camera.take(page, 'stick-failing');

  const origin = await stationCalled('H99.31');
  const card = 'TRAM-THE-H99.31.json';
  await writeFile(join(folder, card), encodeCard(origin.card, origin.identity));
  await admin.json('POST', '/api/bundle-stations', { card, fingerprint: fingerprintOf(origin.card), part: 'origin' });
  const [originalId, documentId] = [randomUUID(), randomUUID()];
  const bundled: BundledDossier = {
    dossier: sampleDossier(1, { dossierCode: 'H99.31-261122-00001' }),
    copies: [{ originalId, documentId }],
    messages: [{ row: randomUUID(), kind: 'upload-copy', originalId, documentId }],
  };
  const guest = origin.bundleFor({ identity: { ...origin.identity, recipient: await recipientOn(folder) } }, [
    { kind: 'dossier', bytes: Buffer.from(JSON.stringify(bundled)) },
    { kind: 'copy', bytes: Buffer.from('%PDF-1.7'), id: documentId },
  ]);
  const name = 'TRAM-H99.31-20261122-101500.tram';
  await writeFile(join(folder, name), await guest.file());
  await camera.button(page, 'stick.read-again').click();
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.locator('.stick-told .notice-done').waitFor();
  await page.locator('.sheet').nth(2).scrollIntoViewIfNeeded();
  await camera.take(page, 'stick-guests');
};
