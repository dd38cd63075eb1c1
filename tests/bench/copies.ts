import type { Desk } from './desk.ts';
import type { Peer, PeerTimes } from './peer.ts';
import { median } from './statistics.ts';

/** Milliseconds of one copy. */
interface CopyTimes {
  /** From the last byte of the last page until it is kept: coded, encrypted, on the disk and in its row. */
  readonly keptMs: number;
  /** Until the scan is over: the SANE driver lets the scanner rest before it asks whether there is another sheet. */
  readonly overMs: number;
  /** To the page that the signer sees: number reserved, copy composed. */
  readonly composeMs: number;
  /** From the signer's PIN to the answer, and from the seal keeper's: both revisions are on the disk then. */
  readonly signMs: number;
  readonly peer: PeerTimes;
}

/** What copies of `pages` pages took: medians of all runs, in milliseconds. */
export interface CopyFigures {
  readonly pages: number;
  readonly runs: number;
  readonly keptMs: number;
  readonly overMs: number;
  readonly composeMs: number;
  readonly signMs: number;
  readonly peerComposeMs: number;
  readonly peerSignMs: number;
}

/**
 * One original through the station, and the same pages through the peer, `runs` times in turn.
 *
 * @param paceMs  between two sheets of the feeder
 */
export async function measureCopies(
  desk: Desk,
  peer: Peer,
  { pages, runs, paceMs }: { pages: number; runs: number; paceMs: number },
): Promise<CopyFigures> {
  const times: CopyTimes[] = [];
  for (let run = 0; run < runs; run++) times.push(await oneCopy(desk, peer, pages, paceMs));
  const middle = (of: (each: CopyTimes) => number): number => median(times.map(of));
  return {
    pages,
    runs,
    keptMs: middle((each) => each.keptMs),
    overMs: middle((each) => each.overMs),
    composeMs: middle((each) => each.composeMs),
    signMs: middle((each) => each.signMs),
    peerComposeMs: middle((each) => each.peer.composeMs),
    peerSignMs: middle((each) => each.peer.signMs),
  };
}

async function oneCopy(desk: Desk, peer: Peer, pages: number, paceMs: number): Promise<CopyTimes> {
  const originalId = await desk.receive('Giàng Thị Súa');
  const { keptMs, overMs } = await desk.scan(originalId, pages, paceMs);
  await desk.submit(originalId);
  const signing = await desk.attempt('signing', [originalId]);
  const sealing = await desk.attempt('sealing', [originalId]);
  return {
    keptMs,
    overMs,
    composeMs: signing.preparedMs + sealing.preparedMs,
    signMs: signing.pinMs + sealing.pinMs,
    peer: await peer.make(await desk.pagesOf(originalId, pages)),
  };
}
