/** What an option of a SANE device accepts. `unit` is SANE's (dpi, mm, pel, %, us, bit) or empty. */
export type Constraint =
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly unit: string }
  | {
      readonly kind: 'range';
      readonly min: number;
      readonly max: number;
      readonly step: number | undefined;
      readonly unit: string;
    }
  | { readonly kind: 'switch' }
  | { readonly kind: 'other' };

/** One option as `scanimage -A` shows it. */
export interface DeviceOption {
  /** The word of the command line: `--resolution`, `-x`. */
  readonly flag: string;
  readonly constraint: Constraint;
  /** False for `[inactive]`, `[hardware]` and `[read-only]`: SANE refuses to set it now. */
  readonly settable: boolean;
  readonly value: string;
}

export type OptionTable = ReadonlyMap<string, DeviceOption>;

const maxText = 262_144;
const maxOptions = 500;
const maxValues = 300;
const optionLine = /^ {4}(--?[A-Za-z0-9][\w-]*)(.*)$/;
const switchForm = /^\[=\((?:auto\|)?yes\|no\)\]/;
const tail = /\s*\[([^[\]]*)\]((?:\s*\[[a-z-]+\])*)\s*$/;
const number = '-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?';
const range = new RegExp(
  `^(?:auto\\|)?(${number})\\.\\.(${number})([a-zA-Z%]*)(,\\.\\.\\.)?(?: \\(in steps of (${number})\\))?$`,
);
const unsettable = ['inactive', 'hardware', 'read-only'];
const unit = /^(.*?\d)(dpi|mm|pel|us|bit|%)$/;

/**
 * Reads the text of `scanimage -A` (sane-utils 1.0.27 to 1.3). Bounded: what is over the limits is not read, and a line that
 * does not fit the form is passed over, so a strange driver yields fewer options, never an exception.
 */
export function parseOptions(text: string): OptionTable {
  const table = new Map<string, DeviceOption>();
  for (const line of text.slice(0, maxText).split('\n')) {
    if (table.size >= maxOptions) break;
    const found = optionLine.exec(line);
    if (found === null) continue;
    const [, flag = '', rest = ''] = found;
    table.set(flag, parseOption(flag, rest));
  }
  return table;
}

function parseOption(flag: string, rest: string): DeviceOption {
  const switches = switchForm.exec(rest);
  if (switches !== null) {
    const { settable, value } = parseOption(flag, rest.slice(switches[0].length));
    return { flag, constraint: { kind: 'switch' }, settable, value };
  }
  const end = tail.exec(rest);
  const value = end?.[1] ?? '';
  const marks = [value, ...(end?.[2]?.match(/[a-z-]+/g) ?? [])];
  const body = (end === null ? rest : rest.slice(0, end.index)).trim();
  return { flag, constraint: parseConstraint(body), settable: !marks.some((m) => unsettable.includes(m)), value };
}

function parseConstraint(body: string): Constraint {
  const between = range.exec(body);
  if (between !== null) {
    const [, min, max, rangeUnit = '', array, step] = between;
    if (array !== undefined) return { kind: 'other' };
    return {
      kind: 'range',
      min: Number(min),
      max: Number(max),
      step: step === undefined ? undefined : Number(step),
      unit: rangeUnit,
    };
  }
  if (body === '' || body.startsWith('<') || body.includes(',...')) return { kind: 'other' };
  const values = body.split('|', maxValues);
  const last = unit.exec(values.at(-1) ?? '');
  const numeric =
    last !== null && values.every((v, i) => i === values.length - 1 || /^-?[\d.]*$/.test(v) || v === 'auto');
  if (numeric) values[values.length - 1] = last[1] ?? '';
  return { kind: 'list', values: values.filter((v) => v !== ''), unit: numeric ? (last[2] ?? '') : '' };
}

/** Whether the option takes exactly this number; SANE itself would round it without a word. */
export function acceptsNumber(option: DeviceOption, wanted: number): boolean {
  const { constraint } = option;
  switch (constraint.kind) {
    case 'list':
      return constraint.values.some((v) => Number(v) === wanted);
    case 'range': {
      if (wanted < constraint.min || wanted > constraint.max) return false;
      const steps = constraint.step === undefined ? 0 : (wanted - constraint.min) / constraint.step;
      return Math.abs(steps - Math.round(steps)) < 1e-3;
    }
    case 'switch':
    case 'other':
      return false;
  }
}

/** The first of `wanted` that the option lists, in the option's own spelling. */
export function acceptedWord(option: DeviceOption, wanted: readonly string[]): string | undefined {
  const { constraint } = option;
  if (constraint.kind === 'switch') return wanted.find((w) => w === 'yes' || w === 'no');
  if (constraint.kind !== 'list') return undefined;
  for (const word of wanted) {
    const found = constraint.values.find((v) => v.toLowerCase() === word.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}
