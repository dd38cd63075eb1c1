import { expect, test } from 'vitest';
import { pagesFrom, roomForScan } from '../../../../src/upkeep/station/scan-room.ts';

const paper = { widthMm: 210, heightMm: 297 };
const mb = (bytes: number) => Math.round(bytes / 1e6);

test('one page of A4 at 300 dpi is 26 MB on its way and a few megabytes at rest', () => {
  const { disk, memory } = roomForScan({ pages: pagesFrom('flatbed'), dpi: 300, paper });
  expect([mb(disk), mb(memory)]).toEqual([7, 26]);
});

test('a full feeder needs room for all its pages, memory for four', () => {
  const { disk, memory } = roomForScan({ pages: pagesFrom('feeder'), dpi: 300, paper });
  expect([mb(disk), mb(memory)]).toEqual([326, 104]);
  expect(roomForScan({ pages: pagesFrom('feeder-duplex'), dpi: 300, paper }).disk / disk).toBeCloseTo(2, 6);
});

test('twice the resolution needs four times the room', () => {
  const [low, high] = [300, 600].map((dpi) => roomForScan({ pages: 1, dpi, paper }).disk);
  expect((high ?? 0) / (low ?? 1)).toBeCloseTo(4, 5);
});
