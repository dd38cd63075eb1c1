/** The disk fills between what the far side took and the row that says so: it has everything once in the end. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SmallDisk } from '../peers/workflow/small-disk.ts';
import { begin, end, expectDelivered, far, received, settingsFor } from '../unit/portal/far-side.ts';
import { openOffice } from '../unit/portal/office.ts';

let disk: SmallDisk;

/** The office alone lies on the small disk, not what it sends to. */
beforeEach(async () => {
  await begin({}, false);
  await far.office.close();
  disk = new SmallDisk();
  far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint), { under: disk.folder, start: false });
});
afterEach(async () => {
  disk.makeSpace();
  await end();
  disk.remove();
});

/** Nothing can be written until the sender has met it, and for a while after. */
async function full(): Promise<void> {
  const { store } = far.office;
  let met = 0;
  const off = store.disk.listen((trouble) => {
    if (trouble === 'full') met += 1;
  });
  store.cutWal();
  disk.fill();
  far.portal.heal();
  await far.office.until(() => met > 0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  off();
  disk.makeSpace();
}

it('of a copy that is being uploaded', async () => {
  far.office.issue(1, 400_000);
  far.office.portal.start();
  await far.office.until(() => far.office.rows(1)[0]?.uploadUrl !== null);
  expect(far.office.rows(1)[0]?.state).toBe('sending');
  await full();
  await far.office.drained();
  await expectDelivered(1);
});

it('of a dossier that the portal has just taken', async () => {
  far.office.issue(1);
  far.portal.misbehave({ kind: 'slow', ms: 300, service: 'DongBoHoSoMC', times: 1 });
  far.office.portal.start();
  await far.office.until(() => received(1).length === 1);
  await full();
  await far.office.drained();
  await expectDelivered(1);
});

it('of messages that wait', async () => {
  far.portal.misbehave({ kind: 'down' });
  for (let n = 1; n <= 3; n++) far.office.issue(n);
  far.office.portal.start();
  await far.office.until(
    () => far.office.rows(1)[1]?.state === 'waiting' && (far.office.rows(1)[1]?.attempts ?? 0) > 0,
  );
  await full();
  await far.office.drained();
  for (let n = 1; n <= 3; n++) await expectDelivered(n);
});
