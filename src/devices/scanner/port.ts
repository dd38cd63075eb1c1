import type { Failure, Result } from '../../common/result.ts';

/**
 * The states a scanner can be in. The screen, the log and the tests use these names; nothing else of a device is shown.
 * `connecting`: a scan has been asked for and nothing has come yet; `unrecoverable`: it needs a technician.
 */
export const scannerStates = [
  'connecting',
  'ready',
  'scanning',
  'no-paper',
  'jammed',
  'cover-open',
  'busy',
  'disconnected',
  'unrecoverable',
] as const;

export type ScannerState = (typeof scannerStates)[number];

/** Where the paper lies. */
export const scanSources = ['flatbed', 'feeder', 'feeder-duplex'] as const;

export type ScanSource = (typeof scanSources)[number];

export const scanModes = ['color', 'gray'] as const;

export type ScanMode = (typeof scanModes)[number];

/** Every delay of the scanner, in milliseconds. */
export const scannerDelays = {
  /** A list of scanners that takes longer is given up. */
  list: 20_000,
  /** Reading a scanner's options. */
  options: 20_000,
  /** A scan without any sign of life for this long is ended. Warming up and a slow A3 page at 600 dpi must fit in. */
  silence: 60_000,
  /** After the request to cancel, before the driver is killed. */
  cancelGrace: 5_000,
} as const;

export type ScannerDelays = { readonly [K in keyof typeof scannerDelays]: number };

/** A scanner as the driver lists it. `id` names it for as long as it stays plugged in where it is. */
export interface ScannerDevice {
  readonly id: string;
  readonly vendor: string;
  readonly model: string;
  readonly type: string;
}

/** One scan: a page from the glass, or the feeder until it is empty. */
export interface ScanJob {
  /** The `id` of a listed scanner. */
  readonly device: string;
  readonly source: ScanSource;
  readonly resolutionDpi: number;
  readonly mode: ScanMode;
  /** The area scanned, from the top left corner. */
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
  /** A folder on a file system in memory; page images pass through it in the clear and are gone when the scan ends. */
  readonly folder: string;
  /** Ends the scan after this many pages, 500 by default. A machine that reads ahead may have drawn in the next sheet. */
  readonly maxPages?: number;
}

/** A page that has arrived whole. The file is deleted when `onPage` resolves. */
export interface ScannedPage {
  /** From 1, in the order of scanning; the back of a sheet follows its front. */
  readonly ordinal: number;
  readonly path: string;
  /** Binary PNM (P5 or P6). */
  readonly format: 'pnm';
  readonly resolutionDpi: number;
}

/** What the caller hears during a scan. */
export interface ScanEvents {
  /** Takes a page. It is called once at a time and in order; while it is slow the scanner waits after a few sheets. */
  readonly onPage: (page: ScannedPage) => Promise<void>;
  /** How far the page under way is, in whole percent. */
  readonly onProgress?: (percent: number, page: number) => void;
  /** Aborting it stops the scan; pages that are whole are still handed over. */
  readonly signal?: AbortSignal;
}

/** A scan that failed. `pagesKept` pages were handed over before page `page` failed. */
export interface ScanFailure extends Failure {
  readonly facts: { readonly page: number; readonly pagesKept: number } & NonNullable<Failure['facts']>;
}

/** What the office does with a scanner. Drivers implement it; nothing above `devices` knows which. */
export interface Scanner {
  /** The scanners there now. None is an empty list, not a failure. */
  list(): Promise<Result<readonly ScannerDevice[]>>;
  /**
   * Asks a scanner how it is, without moving paper: it is opened and its settings are read. The number of settings.
   * SCAN-BUSY while a scan runs on it; any `SCAN-…` failure of the driver.
   */
  ask(device: string): Promise<Result<number>>;
  /**
   * Runs a scan to its end. A driver's failure (`SCAN-…`) carries facts {page, pagesKept}; an exception from `onPage` stops
   * the scan and is thrown. Two scans on one device: the second fails with SCAN-BUSY and disturbs nothing.
   */
  scan(job: ScanJob, events: ScanEvents): Promise<Result<{ readonly pages: number }, Failure>>;
}
