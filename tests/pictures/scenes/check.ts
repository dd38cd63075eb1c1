import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DossierDetail, DossierList } from '../../../src/web/contract/index.ts';
import type { Scene } from '../scene.ts';

/** Checking a file: none yet, a copy of the station, one that was changed, no PDF. */
export const check: Scene = async ({ camera, office, desk }) => {
  const page = await camera.page('inspector', { path: '/kiem-tra' });
  await page.locator('.check-drop').waitFor();
  await camera.take(page, 'check-empty');
  const { dossiers } = await desk.creator.json<DossierList>('GET', '/api/dossiers');
  let copy: Buffer | null = null;
  for (const { id } of dossiers) {
    const { originals } = await desk.creator.json<DossierDetail>('GET', `/api/dossiers/${id}`);
    const issued = originals.find(({ state }) => state === 'issued' || state === 'delivered');
    if (issued)
      copy ??= (await desk.creator.call({ method: 'GET', path: `/api/originals/${issued.id}/copy.pdf` })).body;
  }
  if (copy === null) throw new Error('the office has issued nothing');
  const files = { issued: copy, unknown: Buffer.concat([copy, Buffer.from('\n')]) };
  for (const [name, bytes] of Object.entries(files)) {
    const file = join(office.folder, `ban-sao-${name}.pdf`);
    await writeFile(file, bytes);
    await page.locator('input[type=file]').setInputFiles(file);
    await camera.sees(page, `check.result.${name}`);
    await camera.take(page, name === 'issued' ? 'check-full' : 'check-failing');
  }
};
