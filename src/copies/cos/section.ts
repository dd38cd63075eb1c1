import type { CosDict } from './objects.ts';
import { serialise } from './serialise.ts';

/** The first bytes of every copy: PDF 1.7 and, as ISO 19005-2 §6.1.2 asks, a comment of four bytes above 127. */
export const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/**
 * The end of a section: a classic cross-reference table (ISO 32000-1 §7.5.4) of the objects written in it, the trailer,
 * and the pointer back. The base section (the one whose trailer has no `/Prev`) also lists the free entry 0.
 *
 * @param offsets  where each object written in this section begins, by object number
 * @param at       where the table itself begins
 */
export function sectionEnd(offsets: ReadonlyMap<number, number>, trailer: CosDict, at: number): Buffer {
  const entries = [...offsets].sort(([a], [b]) => a - b);
  const lines = new Map<number, string>();
  if (!trailer.entries.has('Prev')) lines.set(0, '0000000000 65535 f \n');
  for (const [number, offset] of entries) lines.set(number, `${String(offset).padStart(10, '0')} 00000 n \n`);
  const table = subsections([...lines.keys()]).map(
    (numbers) => `${numbers[0] ?? 0} ${numbers.length}\n${numbers.map((n) => lines.get(n)).join('')}`,
  );
  return Buffer.from(`xref\n${table.join('')}trailer\n${serialise(trailer)}\nstartxref\n${at}\n%%EOF\n`, 'latin1');
}

/** Runs of consecutive numbers. */
function subsections(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs;
}
