/** Debian's Firefox ESR: every view opens without an error, a sign-in, a scan, and the keys on the screen. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ViewPath } from '../../src/web/contract/index.ts';
import { type Firefox, type FirefoxTab, type Somebody, startFirefox } from '../peers/browser/index.ts';
import { people } from '../peers/office/people.ts';
import { withOffice } from '../peers/office/with-office.ts';

const opened = withOffice();
let firefox: Firefox;
beforeAll(async () => {
  firefox = await startFirefox([opened.office.authorityPem]);
}, 120_000);
afterAll(() => firefox.close());

const has = (selector: string, text: string): string =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].some((one) => one.textContent.includes(${JSON.stringify(text)}))`;

async function shoot(tab: FirefoxTab, name: string): Promise<void> {
  const folder = process.env['TRAM_SHOTS'];
  if (folder === undefined || folder === '') return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `firefox-${name}.png`), await tab.picture());
}

async function enter(tab: FirefoxTab, person: Somebody): Promise<void> {
  const { username, password, fullName } = people[person];
  await tab.goto(`${opened.office.address}/dang-nhap`);
  await tab.press('input[name=username]');
  await tab.type(username);
  await tab.press('input[name=password]');
  await tab.type(password);
  await tab.press('button[type=submit]');
  // Whoever administers also shows a code, set up here as on the first day.
  await tab.until(`${has('.frame-who', fullName)} || document.querySelector('input[name=code]')`);
  if (await tab.value("document.querySelector('input[name=code]') === null")) return;
  const { phone } = opened.office;
  const setsUp = !phone.knows(username);
  if (setsUp) {
    await tab.until("document.querySelector('.enrol-secret:not(:empty)')");
    const secret = await tab.value<string>("document.querySelector('.enrol-secret').textContent");
    phone.learn(username, secret.replaceAll(' ', ''));
  }
  await tab.press('input[name=code]');
  await tab.type(phone.code(username));
  await tab.press('button[type=submit]');
  if (setsUp) {
    await tab.press('input[name=kept]');
    await tab.press('button[type=submit]');
  }
  await tab.until(has('.frame-who', fullName));
}

/** Signs in, and waits until all of the frame is there: a page that is left while it loads complains. */
async function signIn(tab: FirefoxTab, person: Somebody): Promise<void> {
  await enter(tab, person);
  await tab.until("document.querySelector('.lamps')");
}

const views: readonly { readonly person: Somebody; readonly paths: readonly ViewPath[] }[] = [
  { person: 'creator', paths: ['/ban-tiep-nhan', '/kiem-tra', '/nguoi-dan'] },
  { person: 'signer', paths: ['/ky-duyet'] },
  { person: 'sealKeeper', paths: ['/dong-dau'] },
  { person: 'admin', paths: ['/tram', '/quan-tri'] },
];

test.each(views)('$person signs in, and each view opens without an error: $paths', async ({ person, paths }) => {
  const tab = await firefox.tab();
  await signIn(tab, person);
  for (const path of paths) {
    await tab.goto(`${opened.office.address}${path}`);
    await tab.until("document.querySelector('main')?.textContent.trim().length > 30");
    await tab.until("!document.querySelector('main').textContent.includes('Đang mở…')");
    expect(await tab.value('location.pathname')).toBe(path);
    await shoot(tab, `${path.slice(1)}-vi-1280`);
  }
  expect(tab.errors).toEqual([]);
});

/** Taps the keys on the screen. */
async function tapText(tab: FirefoxTab, text: string): Promise<void> {
  for (const letter of text)
    await tab.press(`.keyboard [data-skbtn="${letter === ' ' ? '{gap}' : `{k:${letter}}`}"]`, 'touch');
}

test('a name by the keys on the screen, a dossier, and a scan', async () => {
  const tab = await firefox.tab();
  await signIn(tab, 'creator');
  await tab.press('.step button.button-primary');
  await tab.press('input[name=requester-name]', 'touch');
  await tab.until("document.querySelector('.keyboard')");
  await tapText(tab, 'luwowngf thij suas');
  expect(await tab.value("document.querySelector('input[name=requester-name]').value")).toBe('Lường Thị Súa');
  expect(await tab.value('document.activeElement.name')).toBe('requester-name');
  await shoot(tab, 'keyboard-vi-1280');
  await tapText(tab, ' ');
  await tab.press('.keyboard [data-skbtn="{bksp}"]', 'touch');
  await tab.press('.keyboard [data-skbtn="{go}"]', 'touch');
  await tab.until(has('h1, h2', 'Lường Thị Súa'));
  await tab.until("!document.querySelector('.keyboard')");

  const originalId = await openOriginal(tab);
  await opened.office.loadPaper('notarised-contract');
  await tab.goto(`${opened.office.address}/ban-tiep-nhan/${originalId.dossierId}/${originalId.id}`);
  await tab.until("document.querySelector('.step button.button-primary:not(:disabled)')");
  await tab.until(has('.step button.button-primary', 'Quét'));
  await tab.press('.step button.button-primary');
  await tab.until(
    "[...document.querySelectorAll('.strip img')].filter((one) => one.complete && one.naturalWidth > 0).length === 3",
  );
  await tab.until(has('.step button.button-primary', 'Đối chiếu'));
  await shoot(tab, 'scanned-vi-1280');
  expect(tab.errors).toEqual([]);
});

/** An original of the dossier that stands in the address, its paper confirmed: through the form. */
async function openOriginal(tab: FirefoxTab): Promise<{ readonly dossierId: string; readonly id: string }> {
  await tab.until("document.querySelector('.step input[name], .desk input:not([type=search])')");
  await tab.press('.desk form input:not([type=search]):not([type=checkbox])');
  await tab.type('Hợp đồng');
  await tab.press('.desk form button[type=submit]');
  await tab.until("document.querySelectorAll('.step input[type=checkbox]').length === 2");
  await tab.press('.step input[type=checkbox]:not(:checked)');
  await tab.press('.step input[type=checkbox]:not(:checked)');
  await tab.press('.step button.button-primary');
  await tab.until(has('.step button.button-primary', 'Quét'));
  const [, , dossierId = '', id = ''] = (await tab.value<string>('location.pathname')).split('/');
  return { dossierId, id };
}
