import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, NAME_MAX, personName } from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

const code = (text: string): string => {
  const result = personName(text);
  return result.ok ? 'ok' : result.error.code;
};

describe('a name', () => {
  it('is composed, trimmed and single-spaced', () => {
    expect(unwrap(personName('Nguyễn Thị Ví Dụ'.normalize('NFD')))).toBe('Nguyễn Thị Ví Dụ'.normalize('NFC'));
    expect(unwrap(personName('  Trần\u00a0 Văn\tMẫu '))).toBe('Trần Văn Mẫu');
  });

  it.each(["H'Hen Niê", "Y'Bion", 'K’Sor H’Lan', 'Anne-Marie Dupont', 'J. Smith', 'Lê', "O' Brien", 'Kpă Y Ngân'])(
    'may be %s',
    (name) => {
      expect(unwrap(personName(name))).toBe(name);
    },
  );

  it.each(['', '   ', '\t', '\u00a0'])('is not %j', (text) => {
    expect(code(text)).toBe('LAW-NAME-EMPTY');
  });

  it.each([
    'Nguyễn 2',
    'A\nB',
    'A\u0000B',
    'A\u200bB',
    'A\u202eB',
    '\u3164',
    'A\u034fB',
    '<b>A</b>',
    '-A',
    "'",
    'A--B',
    '\u0301A',
    `A${'\u0316'.repeat(3)}`,
    '😀',
    '001190000001|Nguyễn',
  ])('has no such characters: %j', (text) => {
    expect(code(text)).toBe('LAW-NAME-CHARACTERS');
  });

  it('has at most 200 characters as they are read, not as they are coded', () => {
    expect(code('ộ'.repeat(NAME_MAX).normalize('NFD'))).toBe('ok');
    expect(code('𝐀'.repeat(NAME_MAX))).toBe('ok');
    expect(code('a'.repeat(NAME_MAX + 1))).toBe('LAW-NAME-TOO-LONG');
    expect(code('a'.repeat(1_000_000))).toBe('LAW-NAME-TOO-LONG');
    expect(personName('a'.repeat(201))).toMatchObject({ error: { facts: { max: NAME_MAX } } });
  });

  it('is the same when given again', () => {
    const words = fc.array(fc.constantFrom('Nguyễn', 'Đỗ', "H'Hen", 'ộ'.normalize('NFD'), ' ', '\t', 'a-b', '7'));
    fc.assert(
      fc.property(
        words.map((list) => list.join(' ')),
        (text) => {
          const name = personName(text);
          if (name.ok) expect(personName(name.value)).toEqual(name);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('a name to search for', () => {
  it('has no diacritics', () => {
    expect(foldName('Nguyễn Thị Đào')).toBe('nguyen thi dao');
    expect(foldName('ĐỖ  ƯỚC ')).toBe('do uoc');
    expect(foldName('H’Hen Niê')).toBe("h'hen nie");
  });

  it('is the same for both codings of one name', () => {
    const vietnamese = fc.string({ unit: fc.constantFrom(...'aăâđeêioôơuưyáằẫộửỹĐỸỘ '), maxLength: 40 });
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(foldName(text.normalize('NFD'))).toBe(foldName(text));
        expect(foldName(text)).toMatch(/^[a-z ]*$/);
        expect(foldName(foldName(text))).toBe(foldName(text));
      }),
      { seed: 2 },
    );
  });
});
