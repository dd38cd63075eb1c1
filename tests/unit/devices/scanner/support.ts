import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { unwrap } from '../../../../src/common/result.ts';
import {
  type HardwareProfile,
  loadProfiles,
  type ScanEvents,
  ScanimageDriver,
  type ScanimageOptions,
  type ScanJob,
  type ScannedPage,
  type ScannerDelays,
  scannerDelays,
  writeSaneConfig,
} from '../../../../src/devices/scanner/index.ts';
import { ScannerPeer } from '../../../peers/scanner/server.ts';

export const profilesFolder = join(import.meta.dirname, '../../../../hardware-profiles');

/** Delays short enough for a fault to show at once, long enough for a slow machine. */
export const shortDelays: ScannerDelays = { ...scannerDelays, silence: 1_500, cancelGrace: 1_500 };

/** SANE's `test` back end with an A4 area; what a scan of it looks like is set by its options. */
const testConf = ['geometry_max 300.0', 'br_x 210', 'br_y 297', 'resolution 50', ''].join('\n');

export const testProfile: HardwareProfile = {
  title: 'SANE test back end',
  backend: 'test',
  models: [],
  usb: [],
  evidence: 'captured',
  notes: '',
  source: { flatbed: ['Flatbed'], feeder: ['Automatic Document Feeder'] },
  mode: { color: ['Color'], gray: ['Gray'] },
  resolutions: [50, 75, 100, 150, 200, 300],
  paper: { width: 300, height: 300 },
  pageSize: false,
  options: [{ flag: '--test-picture', value: 'Color pattern' }],
};

/** A scratch folder, a driver over real `scanimage`, and either a network scanner or the test back end at its far end. */
export class Bench {
  readonly folder: string;
  readonly driver: ScanimageDriver;
  readonly peer: ScannerPeer | undefined;

  private constructor(folder: string, driver: ScanimageDriver, peer: ScannerPeer | undefined) {
    this.folder = folder;
    this.driver = driver;
    this.peer = peer;
  }

  static async network(options: Partial<ScanimageOptions> = {}): Promise<Bench & { readonly peer: ScannerPeer }> {
    const folder = await scratch();
    const peer = await new ScannerPeer().start();
    const network = [{ name: 'Máy quét tầng 1', url: peer.url }];
    const configDir = unwrap(await writeSaneConfig(join(folder, 'sane'), { backends: [], network }));
    const profiles = unwrap(await loadProfiles(profilesFolder));
    const driver = new ScanimageDriver({ profiles, configDir, ...options });
    return new Bench(folder, driver, peer) as Bench & { readonly peer: ScannerPeer };
  }

  static async testBackend(profile = testProfile, options: Partial<ScanimageOptions> = {}): Promise<Bench> {
    const folder = await scratch();
    const config = { backends: ['test'], network: [], files: { test: testConf } };
    const configDir = unwrap(await writeSaneConfig(join(folder, 'sane'), config));
    return new Bench(folder, new ScanimageDriver({ profiles: [profile], configDir, ...options }), undefined);
  }

  /** A job on this bench's scanner: A4 from the feeder, coarse enough to be quick. */
  job(changes: Partial<ScanJob> = {}): ScanJob {
    return {
      device: this.peer === undefined ? 'test:0' : 'airscan:e0:Máy quét tầng 1',
      source: 'feeder',
      resolutionDpi: 75,
      mode: 'color',
      paper: { widthMm: 210, heightMm: 297 },
      folder: this.folder,
      ...changes,
    };
  }

  /** Scan folders still there; none may be after a scan. */
  async leftovers(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => name.startsWith('scan-'));
  }

  async close(): Promise<void> {
    await this.peer?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function scratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tram-scanner-'));
}

/** Events that only remember the ordinals. */
export function recorder(more: Partial<ScanEvents> = {}): ScanEvents & { readonly pages: number[] } {
  const pages: number[] = [];
  return {
    pages,
    onPage: async (page: ScannedPage) => {
      pages.push(page.ordinal);
    },
    ...more,
  };
}

/** A drawn A4 page at `dpi`: coloured noise of its own for each `seed`, so that no two pages are alike. */
export async function drawnPage(seed: number, dpi = 75): Promise<Buffer> {
  const width = Math.round((210 / 25.4) * dpi);
  const height = Math.round((297 / 25.4) * dpi);
  const pixels = Buffer.alloc(width * height * 3);
  let state = seed * 2_654_435_761;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = 160 + (state >>> 26);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withDensity(dpi)
    .jpeg({ quality: 85 })
    .toBuffer();
}

export async function sheets(count: number): Promise<{ readonly front: Buffer }[]> {
  return Promise.all(Array.from({ length: count }, async (_, i) => ({ front: await drawnPage(i + 1) })));
}
