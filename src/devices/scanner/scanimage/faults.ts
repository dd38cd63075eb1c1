import type { Code } from '../../../common/codes/index.ts';

/** The exit codes of `scanimage`, which are SANE's status numbers (sane.h, SANE_Status). 1 also means a failed open or option. */
const byStatus: Readonly<Record<number, Code>> = {
  1: 'SCAN-UNSUPPORTED',
  2: 'SCAN-CANCELLED',
  3: 'SCAN-BUSY',
  4: 'SCAN-INVALID',
  6: 'SCAN-JAM',
  7: 'SCAN-NO-PAPER',
  8: 'SCAN-COVER-OPEN',
  9: 'SCAN-IO',
  10: 'SCAN-NO-MEMORY',
  11: 'SCAN-ACCESS',
};

/** SANE's words for a device that could not be opened (sane_strstatus). One that is off says I/O or invalid argument. */
const byOpenReason: Readonly<Record<string, Code>> = {
  'Invalid argument': 'SCAN-NOT-FOUND',
  'Error during device I/O': 'SCAN-NOT-FOUND',
  'Device busy': 'SCAN-BUSY',
  'Access to resource has been denied': 'SCAN-ACCESS',
  'Out of memory': 'SCAN-NO-MEMORY',
};

const openFailed = /^scanimage: open of device .{0,300} failed: (.{1,80})$/m;
const optionRefused = /unrecognized option|setting of option|bad option value|attempted to set|ambiguous/;

/** What the end of a run means, or `undefined` when it ended well. */
export function codeOfExit(end: {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}): Code | undefined {
  if (end.signal !== null || end.exit === null) return 'SCAN-DRIVER-CRASHED';
  if (end.exit === 0) return undefined;
  if (end.exit === 127) return 'SCAN-DRIVER-MISSING';
  const opening = openFailed.exec(end.stderr);
  if (opening !== null) return byOpenReason[opening[1] ?? ''] ?? 'SCAN-UNKNOWN';
  if (end.exit === 1 && !optionRefused.test(end.stderr) && !end.stderr.includes('not supported')) return 'SCAN-UNKNOWN';
  return byStatus[end.exit] ?? 'SCAN-UNKNOWN';
}

/** Codes whose failure says by itself what happened; the others carry what the driver said. */
const selfEvident: readonly Code[] = ['SCAN-JAM', 'SCAN-NO-PAPER', 'SCAN-COVER-OPEN', 'SCAN-CANCELLED', 'SCAN-BUSY'];

/** The evidence kept with a failure: how the driver ended and its last words, at most 400 characters. */
export function evidenceOf(
  code: Code,
  end: { readonly exit: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string },
): Record<string, string | number> {
  if (selfEvident.includes(code)) return {};
  const words = end.stderr
    .split(/[\r\n]+/)
    .filter((line) => line !== '' && !/^(Progress:|Place document|Press |Scann)/.test(line))
    .join('; ')
    .slice(-400);
  return { ended: end.signal ?? end.exit ?? '', ...(words === '' ? {} : { evidence: words }) };
}
