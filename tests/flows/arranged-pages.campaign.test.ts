/** Pages turned, moved and set aside, from the scanner to the certified copy; and the station killed while they are. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { ActAnswer, VerificationAnswer } from '../../src/web/contract/index.ts';
import { imagesOf, meanDifference, pdfsig, qpdfCheck, renderPages } from '../peers/checkers/pdf.ts';
import { Refused } from '../peers/office/client.ts';
import { withOffice } from '../peers/office/with-office.ts';

const opened = withOffice();

/** An original whose three pages are scanned, with their ids and their bytes as scanned. */
async function scanned() {
  const { desk, office } = opened;
  const originalId = await desk.receive();
  await office.loadPaper('notarised-contract');
  await desk.scan(originalId);
  const { pages } = await desk.original(originalId);
  const ids = pages.map(({ id }) => id);
  const bytes = await Promise.all(ids.map((id) => image(originalId, `scanned-pages/${id}`)));
  return { originalId, ids, bytes };
}

async function image(originalId: string, rest: string): Promise<Buffer> {
  return (await opened.desk.creator.call({ method: 'GET', path: `/api/originals/${originalId}/${rest}` })).body;
}

async function arrange(originalId: string, pages: readonly { id: string; turn: number }[]): Promise<ActAnswer> {
  const { version } = await opened.desk.original(originalId);
  return await opened.desk.creator.json<ActAnswer>('PUT', `/api/originals/${originalId}/pages`, { pages, version });
}

test('the copy has the pages in their order, turned, each scan byte for byte; two programs and our own verify it', async () => {
  const { desk } = opened;
  const { originalId, ids, bytes } = await scanned();
  const [a = '', b = '', c = ''] = ids;
  expect(bytes[0]?.equals(await image(originalId, 'pages/1'))).toBe(true);
  await arrange(originalId, [
    { id: c, turn: 90 },
    { id: a, turn: 180 },
  ]);
  const detail = await desk.original(originalId);
  expect(detail.pages).toMatchObject([
    { id: c, ordinal: 1, turn: 90, scanned: 3 },
    { id: a, ordinal: 2, turn: 180, scanned: 1 },
  ]);
  expect(detail.pages[0]?.widthPx).toBeGreaterThan(detail.pages[0]?.heightPx ?? 0);
  expect(detail.setAside).toMatchObject([{ id: b, scanned: 2 }]);
  expect(detail.fee).toMatchObject({ total: 4000, confirmed: false });
  // Shown turned, whole and small, to everybody who works on it; set aside it is for the desk alone.
  const size = { width: detail.pages[0]?.widthPx, height: detail.pages[0]?.heightPx };
  expect(await sharp(await image(originalId, 'pages/1')).metadata()).toMatchObject(size);
  expect(await sharp(await image(originalId, `scanned-pages/${c}?width=400&turn=90`)).metadata()).toMatchObject({
    width: 400,
  });
  await expect(image(originalId, 'pages/3')).rejects.toMatchObject({ status: 404 });
  await expect(image(originalId, `scanned-pages/${originalId}`)).rejects.toMatchObject({ status: 404 });
  expect(await image(originalId, `scanned-pages/${b}`)).toEqual(bytes[1]);

  await desk.submit(originalId);
  const seen = await desk.signer.json<{ setAside: unknown[] }>('GET', `/api/originals/${originalId}`);
  expect(seen.setAside).toEqual([]);
  const path = `/api/originals/${originalId}/scanned-pages/${b}`;
  expect((await desk.signer.once({ method: 'GET', path })).status).toBe(403);
  expect((await desk.attempt('signing', originalId)).status).toBe(200);
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);

  const copy = await image(originalId, 'copy.pdf');
  if (process.env['TRAM_SHOTS']) {
    await mkdir(process.env['TRAM_SHOTS'], { recursive: true });
    await writeFile(join(process.env['TRAM_SHOTS'], 'arranged.pdf'), copy);
  }
  const ours = await desk.creator.json<VerificationAnswer>('GET', `/api/originals/${originalId}/copy/verification`);
  expect(ours).toMatchObject({ complete: true, code: null });
  expect((await pdfsig(copy)).map(({ valid }) => valid)).toEqual([true, true]);
  expect(await qpdfCheck(copy)).toContain('No syntax or stream encoding errors found');
  expect((await imagesOf(copy)).slice(0, 2)).toEqual([bytes[2], bytes[0]]);
  const rendered = await renderPages(copy, 50);
  expect(rendered).toHaveLength(3);
  for (const [index, [scan, turn]] of [
    [bytes[2], 90],
    [bytes[0], 180],
  ].entries() as ArrayIterator<[number, [Buffer, number]]>) {
    const picture = rendered[index];
    if (!picture) throw new Error(`page ${index + 1} is missing`);
    expect(picture.width > picture.height).toBe(turn === 90);
    const asShown = (by: number) => sharp(scan).rotate(by).jpeg({ quality: 95 }).toBuffer();
    const right = await meanDifference(picture, await asShown(turn));
    expect(right).toBeLessThan(8);
    expect(right * 1.5).toBeLessThan(await meanDifference(picture, await asShown(turn + 180)));
  }
  expect((await desk.creator.json<{ entries: { pages: number }[] }>('GET', '/api/register')).entries).toMatchObject([
    { pages: 2, replaces: null, replacedBy: null },
  ]);
});

test('what cannot be arranged is refused with its code, and nothing changes', async () => {
  const { desk } = opened;
  const { originalId, ids } = await scanned();
  const pages = ids.map((id) => ({ id, turn: 0 }));
  const { version } = await desk.original(originalId);
  const put = async (body: unknown): Promise<unknown> => {
    try {
      return await desk.creator.json('PUT', `/api/originals/${originalId}/pages`, body);
    } catch (error) {
      if (error instanceof Refused) return [error.status, error.code];
      throw error;
    }
  };
  expect(await put({ pages: [], version })).toEqual([422, 'LAW-PAGES-NONE-LEFT']);
  expect(await put({ pages: [...pages, pages[0]], version })).toEqual([422, 'LAW-PAGES-ARRANGEMENT']);
  expect(await put({ pages: [{ id: originalId, turn: 0 }], version })).toEqual([422, 'LAW-PAGES-ARRANGEMENT']);
  expect(await put({ pages: [{ id: ids[0], turn: 45 }], version })).toEqual([400, 'WEB-BODY-INVALID']);
  expect(await put({ pages })).toEqual([400, 'WEB-BODY-INVALID']);
  expect(await put({ pages: pages.slice(1), version: version - 1 })).toEqual([409, 'STORE-CHANGED-MEANWHILE']);
  // Two officers at once: one of them arranges.
  const both = await Promise.all([
    put({ pages: pages.toReversed(), version }),
    put({ pages: pages.slice(1), version }),
  ]);
  expect(both).toContainEqual([409, 'STORE-CHANGED-MEANWHILE']);
  expect(both).toContainEqual({ id: originalId, state: 'scanned', version: version + 1 });
  await desk.submit(originalId);
  const after = await desk.original(originalId);
  expect(await put({ pages: [pages[1]], version: after.version })).toEqual([409, 'LAW-TRANSITION']);
});

test('killed while pages are arranged, the station has the last arrangement that it answered, or the one after it', async () => {
  const { desk, office } = opened;
  const { originalId, ids, bytes } = await scanned();
  for (const afterMs of [0, 4, 15]) {
    let answered = (await desk.original(originalId)).pages.map(({ id, turn }) => ({ id, turn: Number(turn) }));
    let asked = answered;
    const killed = new Promise<void>((resolve) => {
      setTimeout(() => resolve(office.station.kill()), 60 + afterMs);
    });
    let alive = true;
    void killed.then(() => {
      alive = false;
    });
    while (alive) {
      const { pages, version } = { pages: turnedOn(asked), version: (await versionOf(originalId)) ?? 0 };
      if (version === 0) break;
      asked = pages;
      const path = `/api/originals/${originalId}/pages`;
      const answer = await desk.creator.once({ method: 'PUT', path, body: { pages, version } }).catch(() => null);
      if (answer === null) break;
      expect(answer.status).toBe(200);
      answered = asked;
    }
    await killed;
    await office.station.start();
    const { pages } = await desk.original(originalId);
    expect([JSON.stringify(answered), JSON.stringify(asked)]).toContain(
      JSON.stringify(pages.map(({ id, turn }) => ({ id, turn }))),
    );
  }
  const kept = await Promise.all(ids.map((id) => image(originalId, `scanned-pages/${id}`)));
  expect(kept).toEqual(bytes);
});

async function versionOf(originalId: string): Promise<number | null> {
  const path = `/api/originals/${originalId}`;
  const answer = await opened.desk.creator.once({ method: 'GET', path }).catch(() => null);
  return answer?.status === 200 ? (JSON.parse(answer.body.toString('utf8')) as { version: number }).version : null;
}

/** Another arrangement each time: the first page turned on and put last. */
function turnedOn(pages: readonly { id: string; turn: number }[]): { id: string; turn: number }[] {
  const [first, ...others] = pages;
  if (!first) throw new Error('there are pages');
  return [...others, { id: first.id, turn: (first.turn + 90) % 360 }];
}
