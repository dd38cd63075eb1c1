/** The dates of a pasted list (`01/01/2027`, `1-1-2027` or `2027-01-01`, divided by lines, commas or blanks), each once. */
export function datesIn(text: string): { readonly found: readonly string[]; readonly wrong: string | null } {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const dates = parts.map((part) => ({ part, date: dateOf(part) }));
  const wrong = dates.find(({ date }) => date === null)?.part ?? null;
  return { found: [...new Set(dates.flatMap(({ date }) => date ?? []))].sort(), wrong };
}

function dateOf(part: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(part);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(part);
  const [year, month, day] = local ? [local[3], local[2], local[1]] : iso ? [iso[1], iso[2], iso[3]] : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const there = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(there.getTime()) && there.toISOString().startsWith(date) ? date : null;
}
