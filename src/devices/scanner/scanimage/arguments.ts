import { fail, ok, type Result } from '../../../common/result.ts';
import type { ScanJob } from '../port.ts';
import type { HardwareProfile } from '../profile.ts';
import { acceptedWord, acceptsNumber, type DeviceOption, type OptionTable } from './options.ts';

/** How much shorter than the paper a scanner's area may be: many A4 glasses end at 296.9 mm. */
const areaToleranceMm = 1.5;

/** What a driver without a profile of its own is likely to call things. */
export const commonNames: HardwareProfile = {
  title: 'Any scanner',
  backend: 'any',
  models: [],
  usb: [],
  evidence: 'documented',
  notes: '',
  source: {
    flatbed: ['Flatbed', 'Normal', 'Platen'],
    feeder: ['ADF', 'ADF Front', 'Automatic Document Feeder', 'ADF Simplex'],
    'feeder-duplex': ['ADF Duplex', 'Duplex', 'Automatic Document Feeder(duplex)'],
  },
  mode: { color: ['Color', '24bit Color', 'Colour'], gray: ['Gray', 'Grayscale', 'True Gray'] },
  resolutions: [75, 100, 150, 200, 240, 300, 400, 600],
  paper: { width: 1000, height: 6000 },
  pageSize: false,
  options: [],
};

/** The driver's word for the job's source: `null` when the driver has no choice of source and the glass is meant. */
export function sourceWord(job: ScanJob, profile: HardwareProfile, options: OptionTable): Result<string | null> {
  const names = profile.source[job.source];
  const option = options.get('--source');
  if (option === undefined) return job.source === 'flatbed' ? ok(null) : unsupported('source', job.source);
  const word = names === undefined ? undefined : acceptedWord(option, names);
  return word === undefined ? unsupported('source', job.source) : ok(word);
}

/**
 * The words of the command line for a job, in the order in which SANE must set them: the source first, because the other
 * limits depend on it. Every value is one the driver said it takes, since `scanimage` rounds what it does not know in silence.
 * SCAN-INVALID for a job that makes no sense, SCAN-UNSUPPORTED with facts {option, wanted} for one this scanner cannot do.
 */
export function jobArguments(job: ScanJob, profile: HardwareProfile, options: OptionTable): Result<string[]> {
  const { widthMm, heightMm } = job.paper;
  if (!Number.isInteger(job.resolutionDpi) || job.resolutionDpi <= 0) return invalid('resolution', job.resolutionDpi);
  if (!(widthMm >= 10 && widthMm <= 1000)) return invalid('paper width', widthMm);
  if (!(heightMm >= 10 && heightMm <= 6000)) return invalid('paper height', heightMm);
  const { maxPages = 1 } = job;
  if (!Number.isInteger(maxPages) || maxPages < 1) return invalid('max pages', maxPages);
  if (widthMm > profile.paper.width + areaToleranceMm) return unsupported('paper width', widthMm);
  if (heightMm > profile.paper.height + areaToleranceMm) return unsupported('paper height', heightMm);

  const args: string[] = [];
  const source = sourceWord(job, profile, options);
  if (!source.ok) return source;
  if (source.value !== null) args.push(`--source=${source.value}`);

  const mode = settable(options, '--mode');
  const word = mode === undefined ? undefined : acceptedWord(mode, profile.mode[job.mode] ?? []);
  if (word === undefined) return unsupported('mode', job.mode);
  args.push(`--mode=${word}`);

  const resolution = settable(options, '--resolution');
  const offered = resolution !== undefined && acceptsNumber(resolution, job.resolutionDpi);
  if (!offered || !profile.resolutions.includes(job.resolutionDpi)) return unsupported('resolution', job.resolutionDpi);
  args.push(`--resolution=${job.resolutionDpi}`);

  for (const { flag, value } of profile.options) {
    const option = settable(options, flag);
    if (option === undefined) continue;
    const accepted = acceptedWord(option, [value]) ?? (acceptsNumber(option, Number(value)) ? value : undefined);
    if (accepted !== undefined) args.push(`${flag}=${accepted}`);
  }
  return appendArea(args, job, profile, options);
}

function appendArea(args: string[], job: ScanJob, profile: HardwareProfile, options: OptionTable): Result<string[]> {
  const { widthMm, heightMm } = job.paper;
  if (profile.pageSize) {
    const width = lengthFor(options, '--page-width', widthMm);
    const height = lengthFor(options, '--page-height', heightMm);
    if (width === undefined) return unsupported('paper width', widthMm);
    if (height === undefined) return unsupported('paper height', heightMm);
    // The area's own limits follow the paper size, so they are not known yet and need no check.
    args.push(
      `--page-width=${width}`,
      `--page-height=${height}`,
      '-l',
      '0',
      '-t',
      '0',
      '-x',
      `${width}`,
      '-y',
      `${height}`,
    );
    return ok(args);
  }
  const width = lengthFor(options, '-x', widthMm);
  const height = lengthFor(options, '-y', heightMm);
  if (width === undefined) return unsupported('paper width', widthMm);
  if (height === undefined) return unsupported('paper height', heightMm);
  args.push('-l', '0', '-t', '0', '-x', `${width}`, '-y', `${height}`);
  return ok(args);
}

function settable(options: OptionTable, flag: string): DeviceOption | undefined {
  const option = options.get(flag);
  return option?.settable === true ? option : undefined;
}

function lengthFor(options: OptionTable, flag: string, wantedMm: number): number | undefined {
  const option = settable(options, flag);
  if (option?.constraint.kind !== 'range' || option.constraint.unit !== 'mm') return undefined;
  const { min, max } = option.constraint;
  if (wantedMm < min || wantedMm > max + areaToleranceMm) return undefined;
  return Math.min(wantedMm, max);
}

const unsupported = (option: string, wanted: string | number) => fail('SCAN-UNSUPPORTED', { option, wanted });
const invalid = (option: string, wanted: number) => fail('SCAN-INVALID', { option, wanted });
