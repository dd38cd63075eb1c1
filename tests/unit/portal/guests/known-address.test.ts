import { afterAll, beforeAll, expect, it } from 'vitest';
import { isKnownAddress } from '../../../../src/portal/guests/known-address.ts';
import { confirmGuest, messagesOfGuest } from '../../../../src/store/repositories/guests.ts';
import { codeOf, type Office, openOffice } from '../office.ts';
import { bundleOf, knowOrigin, takeIn } from './support.ts';

let office: Office;
const servers = { endpoint: 'https://kho.tinh.test/files', linkEndpoint: 'https://cap.tinh.test:8443/links' };
const isKnown = (url: string, n = 1) => isKnownAddress(office.store.db, { dossierCode: codeOf(n), url }, servers);

beforeAll(() => {
  office = openOffice({ connector: 'hand-over' });
  knowOrigin(office.store);
});
afterAll(() => office.close());

it('an address at the gateway or the link service is known, whatever stands before or behind the host is not', () => {
  expect(['https://kho.tinh.test/a', 'https://cap.tinh.test:8443/l/b'].map((url) => isKnown(url))).toEqual([
    true,
    true,
  ]);
  const strange = [
    'https://cap.tinh.test/l/b',
    'https://kho.tinh.test.khac.test/a',
    'https://kho.tinh.test@khac.test/a',
    'https://khac.test/kho.tinh.test',
    'https://',
  ];
  expect(strange.map((url) => isKnown(url))).toEqual(strange.map(() => false));
});

it('an address that this station got for a copy is known for its dossier, and its server for all', async () => {
  const one = bundleOf(1, 5);
  await takeIn(office.store, one);
  const [upload] = messagesOfGuest(office.store.db, one.bundleId);
  const url = 'https://tai.tinh.test/l/1';
  expect(isKnown(url)).toBe(false);
  const receipt = { connector: 'lgsp', service: 'tus', message: '', at: 1, requestSha256: '' };
  office.store.write((tx) =>
    confirmGuest(tx, upload?.id ?? '', { attempts: 1, receipt, result: { url }, settledAt: 1 }),
  );
  expect([isKnown(url), isKnown('https://tai.tinh.test/l/2', 2)]).toEqual([true, true]);
});
