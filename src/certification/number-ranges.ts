/** Numbers that follow each other, both ends counted; empty when `to` is below `from`. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What is left of a range without others, in order. */
export function without(range: NumberRange, others: readonly NumberRange[]): NumberRange[] {
  const left: NumberRange[] = [];
  let { from } = range;
  for (const other of others.toSorted((a, b) => a.from - b.from)) {
    if (other.to < from) continue;
    if (other.from > range.to) break;
    if (other.from > from) left.push({ from, to: other.from - 1 });
    from = other.to + 1;
  }
  if (from <= range.to) left.push({ from, to: range.to });
  return left;
}

/** Those that stand between the rows from number `first` to number `last`, or right beside them. */
export function rangesBeside<R extends NumberRange>(ranges: readonly R[], first: number, last: number): R[] {
  return ranges.filter(({ from, to }) => to >= first - 1 && from <= last + 1);
}

/** Whether one of the ranges has the number. */
export function isWithin(number: number, ranges: readonly NumberRange[]): boolean {
  return ranges.some(({ from, to }) => from <= number && number <= to);
}

/** `126-129, 131`: ranges as a person reads them, and as a confirmation repeats them. */
export function rangesText(ranges: readonly NumberRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
