import { beforeAll, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { decodeCard, encodeCard, fingerprintOf } from '../../../../src/portal/bundles/card.ts';
import { stationCalled, type TestStation } from './stations.ts';

let station: TestStation;
let other: TestStation;
beforeAll(async () => {
  [station, other] = [await stationCalled('H99.15'), await stationCalled('H99.15')];
});
const bytes = (text: string): Buffer => Buffer.from(text);

it('is read as it was written', () => {
  expect(unwrap(decodeCard(bytes(encodeCard(station.card, station.identity))))).toEqual(station.card);
});

it('has digits that two people can compare, and that no other card has', () => {
  const digits = fingerprintOf(station.card);
  expect(digits).toMatch(/^\d{5}( \d{5}){5}$/);
  expect(fingerprintOf({ ...station.card })).toBe(digits);
  const changes = [
    { office: 'H99.16' },
    { name: 'X' },
    { recipient: other.card.recipient },
    { signingKey: other.card.signingKey },
  ];
  for (const change of changes) expect(fingerprintOf({ ...station.card, ...change })).not.toBe(digits);
  // However the letters of the name are composed.
  expect(fingerprintOf({ ...station.card, name: station.card.name.normalize('NFD') })).toBe(digits);
});

it('is refused when it is changed, signed by another key, or no card', () => {
  const text = encodeCard(station.card, station.identity);
  const wrong = [
    '',
    '{}',
    'null',
    text.slice(0, -3),
    text.replace('H99.15', 'H99.16'),
    text.replace('"form": 1', '"form": 2'),
    text.replace('{', '{ "more": 1,'),
    encodeCard(station.card, other.identity),
    encodeCard({ ...station.card, office: '../x' }, station.identity),
    text + ' '.repeat(5000),
  ];
  for (const one of wrong) expect(decodeCard(bytes(one)).ok, one.slice(0, 60)).toBe(false);
});
