import type { Browser, Page } from 'playwright-core';
import type { SimulatedOffice } from '../../peers/office/office.ts';
import { median } from '../statistics.ts';
import { openScreen, type Person, type Sessions, when } from './opened.ts';

/** What one view costs with an empty cache: medians of all runs. */
export interface ViewFigures {
  readonly view: string;
  /** Bytes that came over the line until the view could be used, with their headers. */
  readonly transferred: number;
  readonly requests: number;
  readonly usableMs: number;
}

/** A slow mini-PC's or tablet's processor, and the office's LAN. */
export const throttle = { processor: 4, bitsPerSecond: 10_000_000, latencyMs: 2 } as const;

/** Each view, who opens it, and what is there when it can be used. */
const views: readonly { view: string; path: string; person: Person | null; usable: string }[] = [
  { view: 'sign-in', path: '/dang-nhap', person: null, usable: 'input[name=username]' },
  { view: 'desk', path: '/ban-tiep-nhan', person: 'creator', usable: '.desk a[href^="/ban-tiep-nhan/"]' },
  { view: 'sign', path: '/ky-duyet', person: 'signer', usable: '.pile-row' },
  { view: 'seal', path: '/dong-dau', person: 'sealKeeper', usable: '.pile-row' },
  { view: 'check', path: '/kiem-tra', person: 'inspector', usable: '.check-drop' },
  { view: 'visitor', path: '/nguoi-dan', person: null, usable: '.visitor-choice' },
  { view: 'machine', path: '/tram', person: 'admin', usable: '.machine-part .tone-delivered' },
  { view: 'administration', path: '/quan-tri', person: 'admin', usable: '.admin-row' },
];

export async function measureFirstLoads(
  browser: Browser,
  office: SimulatedOffice,
  sessions: Sessions,
  runs: number,
): Promise<ViewFigures[]> {
  const figures: ViewFigures[] = [];
  for (const { view, path, person, usable } of views) {
    const loads: Load[] = [];
    for (let run = 0; run < runs; run++) {
      const { context, page, debug } = await openScreen(browser, office, sessions, person);
      let [bytes, requests] = [0, 0];
      debug.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
        requests += 1;
      });
      await debug.send('Network.enable');
      await debug.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: throttle.latencyMs,
        downloadThroughput: throttle.bitsPerSecond / 8,
        uploadThroughput: throttle.bitsPerSecond / 8,
      });
      await debug.send('Emulation.setCPUThrottlingRate', { rate: throttle.processor });
      const usableMs = await untilUsable(page, path, usable);
      loads.push({ bytes, requests, usableMs });
      await context.close();
    }
    const middle = (of: (load: Load) => number): number => median(loads.map(of));
    figures.push({
      view,
      transferred: middle((load) => load.bytes),
      requests: middle((load) => load.requests),
      usableMs: middle((load) => load.usableMs),
    });
  }
  return figures;
}

interface Load {
  readonly bytes: number;
  readonly requests: number;
  readonly usableMs: number;
}

/** Milliseconds from asking for the page until its screen shows what is waited for, by the page's own clock. */
async function untilUsable(page: Page, path: string, usable: string): Promise<number> {
  await page.addInitScript(`(() => {
    const look = () => {
      const found = document.querySelector(${JSON.stringify(usable)});
      if (found && found.getClientRects().length > 0) window.usableAt ??= performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })()`);
  await page.goto(path, { waitUntil: 'commit' });
  return await when<number>(page, 'window.usableAt');
}
