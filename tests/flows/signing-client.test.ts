/** A dossier whose signatures are made by the government signing client on the officers' PCs. */

import { expect, test } from 'vitest';
import type { VerificationAnswer } from '../../src/web/contract/index.ts';
import { pdfsig, qpdfCheck } from '../peers/checkers/pdf.ts';
import { ask, begin, clients, desk, look, stateOf, waiting } from './signing-client-bench.ts';

test('from paper to the portal: signed and sealed on two PCs, the station in between', async () => {
  const originalId = await waiting('Giấy khai sinh');
  const { attemptId, handed } = await begin('signing', [originalId]);
  expect(handed.client).toEqual({ address: clients.signer.address, endpoint: 'SignApproved' });
  expect((await look('signing', attemptId)).items[0]?.state).toBe('begun');
  expect(await ask('signing', handed)).toMatchObject({ Status: 0 });
  expect(await look('signing', attemptId)).toMatchObject({
    state: 'done',
    items: [{ state: 'done', failureCode: null }],
  });
  expect(await stateOf(originalId)).toBe('signed');

  const sealing = await begin('sealing', [originalId]);
  expect(sealing.handed.client.endpoint).toBe('SignIssued');
  expect(await ask('sealing', sealing.handed)).toMatchObject({ Status: 0 });
  const said = await desk.seal.json<VerificationAnswer>('GET', `/api/originals/${originalId}/copy/verification`);
  expect(said).toMatchObject({ complete: true, signatures: [{ pades: false }, { pades: false }] });
  const { body: copy } = await desk.seal.call({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` });
  expect(await qpdfCheck(copy)).toContain('No syntax or stream encoding errors found');
  expect((await pdfsig(copy)).map(({ valid }) => valid)).toEqual([true, true]);
  await expect.poll(() => stateOf(originalId), { timeout: 20_000 }).toBe('delivered');
  expect([...clients.signer.complaints, ...clients.seal.complaints]).toEqual([]);
});
