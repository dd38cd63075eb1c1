/** The office keeps a paper book: its numbers are entered, survive a cut, and stand on the signed copy. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { civilTime } from '../../src/common/vietnam-time.ts';
import type { RegisterAnswer } from '../../src/web/contract/index.ts';
import { Desk } from '../peers/office/desk.ts';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice({ settings: { 'register.source-sct-bs': 'paper-book', 'portal.connector': 'manual' } });
const run = promisify(execFile);

test('entered, the power goes, signed, sealed: the copy bears the number of the paper book', async () => {
  const { office } = station;
  const year = civilTime(Date.now()).year;
  const originalId = await station.desk.receive();
  await office.loadPaper('birth-certificate');
  await station.desk.scan(originalId);
  await station.desk.submit(originalId);
  const enter = (desk: Desk, said: object) =>
    desk.seal.once({ method: 'POST', path: '/api/register/numbers', body: { year, volume: 2, ...said } });
  const numbers = [{ originalId, number: 41 }];
  const asked = await enter(station.desk, { numbers });
  expect(asked.status).toBe(409);
  expect(JSON.parse(asked.body.toString('utf8'))).toMatchObject({ code: 'LAW-REGISTER-NUMBER-GAP' });
  const said = { numbers, confirmed: { missing: '1-40' }, reason: 'Bản sao giấy' };
  expect((await enter(station.desk, said)).status).toBe(200);

  await office.station.kill();
  await office.station.start();
  const desk = await Desk.open(office);
  expect((await desk.original(originalId)).registerNumber).toBe(`Số chứng thực: 41, quyển số: 02/${year}-SCT/BS`);
  expect((await desk.attempt('signing', originalId)).status).toBe(200);
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);
  const copy = await desk.seal.once({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` });
  const path = join(office.folder, 'copy.pdf');
  await writeFile(path, copy.body);
  const { stdout } = await run('pdftotext', ['-layout', path, '-']);
  expect(stdout).toContain(`Số chứng thực: 41, quyển số: 02/${year}-SCT/BS`);
  const book = await desk.seal.json<RegisterAnswer>('GET', '/api/register?order=book');
  expect(book.entries.map(({ number, state, source }) => [number, state, source])).toEqual([
    [41, 'entered', 'paper-book'],
  ]);
  expect(book.elsewhere).toMatchObject([{ from: 1, to: 40, reason: 'Bản sao giấy' }]);
});
