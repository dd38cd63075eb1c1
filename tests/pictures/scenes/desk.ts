import { brought, receive, submit } from '../office-full.ts';
import type { Scene } from '../scene.ts';

const card = '001190000001|012345678|Giang Thi Sua|01011990|Nữ|Bản Hua Nà, xã Nậm Khao|01012022';

/** The desk, from the empty list to a dossier submitted; a jam; the keys on the screen. */
export const desk: Scene = async (set) => {
  const { camera, office } = set;
  const { machine } = office.scanner;
  const page = await camera.page('creator', { path: '/ban-tiep-nhan' });
  await camera.sees(page, 'desk.list-empty');
  await camera.take(page, 'desk-empty');

  await submit(set, brought.birth);
  await receive(set, brought.licence);
  await camera.button(page, 'desk.new').click();
  await camera.field(page, 'desk.name').pressSequentially(card);
  await camera.sees(page, 'desk.card-no-marks');
  await camera.take(page, 'desk-new');
  await camera.field(page, 'desk.name').fill(brought.contract.name);
  await camera.button(page, 'desk.open-dossier-card').click();
  await camera.field(page, 'desk.add-title').fill('hop dong');
  await camera.take(page, 'desk-add');
  await camera.field(page, 'desk.add-title').fill(brought.contract.title);
  await camera.button(page, 'desk.add').click();
  await page.locator('.step input[type=checkbox]').first().waitFor();
  await camera.take(page, 'desk-secrecy');
  for (const box of await page.locator('.step input[type=checkbox]').all()) await box.check();
  await camera.button(page, 'desk.secrecy-do').click();
  await camera.button(page, 'desk.scan').waitFor();
  await camera.take(page, 'desk-scan');

  await office.loadPaper('notarised-contract');
  machine.break({ kind: 'jam', page: 3 });
  await camera.button(page, 'desk.scan').click();
  await camera.sees(page, 'desk.scan-broke');
  await page.locator('.strip img').nth(1).waitFor();
  await camera.take(page, 'desk-failing-jam');
  machine.break({ kind: 'none' });
  machine.break({ kind: 'slow', ms: 8_000 });
  await camera.button(page, 'desk.scan-on').click();
  await camera.button(page, 'desk.scan-stop').waitFor();
  await camera.take(page, 'desk-scanning');
  machine.break({ kind: 'none' });
  await camera.button(page, 'desk.compare-open').waitFor();
  await page.locator('.strip img').nth(2).waitFor();
  await camera.take(page, 'desk-full');

  await camera.button(page, 'desk.compare-open').click();
  await page.locator('.page-strip img').nth(2).waitFor();
  await camera.take(page, 'desk-compare');
  for (let at = 0; at < 2; at += 1) await camera.button(page, 'desk.viewer-next').click();
  await camera.sees(page, 'desk.all-seen');
  for (const box of await page.locator('.step input[type=checkbox]').all()) await box.check();
  await camera.sees(page, 'desk.due-at');
  await camera.take(page, 'desk-compare-done');
  await camera.button(page, 'desk.compare-do').click();
  await camera.button(page, 'desk.submit').waitFor();
  await camera.take(page, 'desk-submit');
  const refuse = page.getByRole('button', { name: new RegExp(`^${camera.word('desk.act.refuse')}…`) });
  await refuse.click();
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'desk-refuse');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'desk-keys');
  await page.keyboard.press('Escape');
  await camera.button(page, 'desk.submit').click();
  await camera.sees(page, 'desk.wait.awaiting-signature');
  await camera.take(page, 'desk-waiting');

  await page.locator('a[href^="/in-phieu/tiep-nhan"]').first().click();
  await page.getByRole('article').waitFor();
  await camera.take(page, 'print-reception');
  await page.goto(new URL(page.url()).pathname.replace('tiep-nhan', 'bang-ke-phi'));
  await page.getByRole('article').waitFor();
  await camera.take(page, 'print-fees');

  const touch = await camera.page('creator', { path: '/ban-tiep-nhan', touch: true });
  await camera.button(touch, 'desk.new').tap();
  await camera.field(touch, 'desk.name').tap();
  await touch.locator('html[data-keyboard="open"]').waitFor();
  await camera.take(touch, 'keyboard-open');
  await camera.field(touch, 'desk.email').tap();
  await camera.take(touch, 'keyboard-email');
};
