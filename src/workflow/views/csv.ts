/** What begins a table by which spreadsheets know UTF-8. */
export const csvMark = '\uFEFF';

type Cell = string | number | null | undefined;

/** Lines of a table (RFC 4180), each with its end. */
export function csvLines(lines: readonly (readonly Cell[])[]): string {
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  const text = String(value ?? '');
  // Words come from people and from other systems: what a spreadsheet would calculate is written as words.
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
