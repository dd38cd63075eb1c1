import { receive } from '../office-full.ts';
import type { Scene } from '../scene.ts';

/** Devices pulled, the line cut, the station away: every view that is open all day, as it is then. */
export const trouble: Scene = async (set) => {
  const { camera, office } = set;
  const { dossierId, originalId } = await receive(set, { name: 'Tẩn Mẩy Dao', title: 'Học bạ trung học phổ thông' });
  const creator = await camera.page('creator', { path: `/ban-tiep-nhan/${dossierId}/${originalId}` });
  const signer = await camera.page('signer', { path: '/ky-duyet' });
  const sealer = await camera.page('sealKeeper', { path: '/dong-dau' });
  const admin = await camera.page('admin', { path: '/tram' });
  const inspector = await camera.page('inspector', { path: '/kiem-tra' });
  const visitor = await camera.stranger({ path: '/nguoi-dan' });
  await camera.button(creator, 'desk.scan').waitFor();
  office.line?.cut();
  await office.tokens.pull();
  await office.scanner.stop();
  await camera.sees(creator, 'lamp.line.down');
  await camera.sees(creator, 'lamp.scanner.disconnected');
  await camera.sees(signer, 'lamp.token.absent');
  await creator.locator('[data-lamp=line]').click();
  await camera.take(creator, 'desk-offline-line');
  await creator.keyboard.press('Escape');
  await camera.button(creator, 'desk.scan').click();
  await creator.locator('.step .notice').first().waitFor();
  await camera.take(creator, 'desk-failing-scanner');
  await signer.locator('[data-lamp=token]').click();
  await camera.take(signer, 'sign-failing-token');
  await camera.take(admin, 'machine-failing');

  await office.station.kill();
  const open = { desk: creator, sign: signer, seal: sealer, machine: admin, check: inspector, visitor };
  for (const [name, page] of Object.entries(open)) {
    if (name !== 'visitor') await camera.sees(page, 'shell.away');
    await camera.take(page, `${name}-offline`);
  }
  await visitor.locator('.visitor-choice').nth(1).click();
  await visitor.locator('.notice').first().waitFor();
  await camera.take(visitor, 'visitor-offline-fees');
  await camera.rest();
  await office.scanner.start();
  await office.tokens.plug();
  office.line?.heal();
  await office.station.start();
};
