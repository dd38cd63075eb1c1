import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { readSections } from '../../../../src/copies/cos/read-sections.ts';
import { base } from '../support/material.ts';
import { runWith } from '../support/programs.ts';

const pdf = await base();
const text = Buffer.from(pdf).toString('latin1');

/** The base with `search` replaced, its table made right again, so that an ordinary reader finds nothing amiss. */
function changed(search: string, replacement: string): Buffer {
  const at = text.lastIndexOf(search);
  if (at < 0) throw new Error(`nothing like ${search}`);
  const longer = replacement.length - search.length;
  const moved = (offset: number): number => (offset > at ? offset + longer : offset);
  const body = text.slice(0, at) + replacement + text.slice(at + search.length);
  const table = body.lastIndexOf('xref\n0 ');
  const right = body
    .slice(table)
    .replaceAll(
      /^(\d{10}) 00000 n $/gm,
      (_, offset: string) => `${String(moved(Number(offset))).padStart(10, '0')} 00000 n `,
    )
    .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${moved(Number(offset))}`);
  return Buffer.from(body.slice(0, table) + right, 'latin1');
}

const code = (bytes: Uint8Array): string | undefined => {
  const result = readSections(bytes);
  return result.ok ? undefined : result.error.code;
};

describe('reading a base', () => {
  it('accounts for every byte', () => {
    const [section, ...more] = unwrap(readSections(pdf));
    expect(more).toEqual([]);
    const objects = [...section!.objects.values()].sort((a, b) => a.offset - b.offset);
    expect(objects[0]!.offset).toBe(15);
    expect(objects.every((object, i) => i === 0 || object.offset === objects[i - 1]!.end)).toBe(true);
    expect(objects.at(-1)!.end).toBe(section!.tableAt);
    expect(section!.end).toBe(pdf.length);
  });

  it('is not disturbed by a right change', () => {
    expect(code(changed('/Lang (vi)', '/Lang (en)'))).toBeUndefined();
    expect(code(changed('/Lang (vi)', '/Lang (vi-VN)'))).toBeUndefined();
  });

  it.each([
    ['a comment between two objects', 'endobj\n1 0 obj', 'endobj\n%hidden\n1 0 obj'],
    ['a comment before the table', 'endobj\nxref', 'endobj\n%hidden\nxref'],
    ['a comment inside an object', '/Lang (vi)', '/Lang %hidden\n(vi)'],
    ['another spelling of a dictionary', '/Lang (vi)', '/Lang  (vi)'],
    ['another spelling of a string', '/Lang (vi)', '/Lang (\\166i)'],
    ['another spelling of a name', '/Type /Catalog', '/Type /C#61talog'],
    ['another spelling of a number', '/MediaBox [0 0 595', '/MediaBox [0 00 595'],
    ['a stream longer than it says', '\nendstream', ' \nendstream'],
  ])('refuses %s, which other readers accept', async (_, search, replacement) => {
    const forged = changed(search, replacement);
    expect((await runWith({ 'a.pdf': forged }, 'pdftotext', 'a.pdf', '-')).status).toBe(0);
    expect(code(forged)).toBe('COPY-BYTES-UNACCOUNTED');
  });

  it.each([
    ['a generation', ' 00000 n ', ' 00001 n '],
    ['a free object', ' 00000 n ', ' 00000 f '],
    ['the head of the free list', '0000000000 65535 f ', '0000000001 65535 f '],
  ])('refuses another table: %s', (_, search, replacement) => {
    const at = text.lastIndexOf(search);
    const forged = text.slice(0, at) + replacement + text.slice(at + search.length);
    expect(code(Buffer.from(forged, 'latin1'))).toBeDefined();
  });

  it('refuses an object under another number', () => {
    expect(code(Buffer.from(text.replace('\n5 0 obj\n', '\n4 0 obj\n'), 'latin1'))).toBe('COPY-BYTES-UNACCOUNTED');
  });
});
