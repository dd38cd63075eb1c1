/** The desk asks the portal for a citizen's account, over a portal that misbehaves; the desk never waits long. */
import { expect, test } from 'vitest';
import type { DossierDetail, StationAnswer } from '../../src/web/contract/index.ts';
import { withOffice } from '../peers/office/with-office.ts';
import type { Fault } from '../peers/portal/faults.ts';
import { failureIn } from '../unit/web/support/served.ts';

const station = withOffice();
const service = 'TraCuuTechID';

test('found, none, and not known are three answers', async () => {
  const { office, desk } = station;
  const { creator } = desk;
  const { dossierId } = await desk.original(await desk.receive());
  const path = `/api/dossiers/${dossierId}/account-look-up`;
  const line = async () => (await creator.json<StationAnswer>('GET', '/api/station')).portal;
  await expect.poll(async () => (await line()).portal.state, { timeout: 30_000 }).toBe('up');
  expect((await line()).accounts).toBe(true);

  const none = await creator.json<DossierDetail>('POST', path);
  expect(none.account).toMatchObject({ state: 'none' });
  office.portal.online.file();
  const found = await creator.json<DossierDetail>('POST', path);
  expect(found.account).toMatchObject({ state: 'found' });
  expect(JSON.stringify(found)).not.toContain('3f2b8c1e');

  const bad: readonly (readonly [Fault, string])[] = [
    [{ kind: 'status', status: 503, service, times: 1 }, 'FETCH-BUSY'],
    [{ kind: 'garbage', service, times: 1 }, 'FETCH-ANSWER-UNREADABLE'],
    [{ kind: 'half', service, times: 1 }, 'FETCH-UNREACHABLE'],
    [{ kind: 'says', error_code: '-7', message: 'Mã lạ', service, times: 1 }, 'FETCH-ANSWER-UNKNOWN'],
    [{ kind: 'status', status: 404, service, times: 1 }, 'FETCH-NOT-OFFERED'],
    [{ kind: 'slow', ms: 20_000, service, times: 1 }, 'FETCH-TIMEOUT'],
  ];
  for (const [fault, code] of bad) {
    office.portal.misbehave(fault);
    const answer = await creator.once({ method: 'POST', path });
    expect(failureIn(answer).code, fault.kind).toBe(code);
  }
  const still = await creator.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`);
  expect(still.account).toMatchObject({ state: 'found' });
});
