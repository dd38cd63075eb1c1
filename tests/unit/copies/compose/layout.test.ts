import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttestationModel } from '../../../../src/certification/attestation.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { loadFonts } from '../../../../src/copies/compose/fonts.ts';
import { a4, placeAttestation } from '../../../../src/copies/compose/layout.ts';
import { typeface } from '../../../../src/copies/compose/typeface.ts';
import { wrap } from '../../../../src/copies/compose/wrap.ts';
import { attestation } from '../support/material.ts';

const face = await typeface(unwrap(await loadFonts()));
const [line] = attestation().lines;
const plain = { ...line!, role: 'place' as const, style: { ...line!.style, bold: false, align: 'left' as const } };
const with_ = (change: Partial<AttestationModel>): AttestationModel => ({ ...attestation(), ...change });

/** Every run lies inside the page, and none stands on another. */
function soundly(model: AttestationModel): boolean {
  const { runs, signatureBox } = unwrap(placeAttestation(model, face));
  const inside = runs.every((run) => {
    const right = run.x + face.width(run.text, run.cut, run.size);
    return run.x >= 80 && right <= a4.width - 50 && run.y >= 50 && run.y <= a4.height - 60;
  });
  const apart = runs.every((run, i) => i === 0 || runs[i - 1]!.y - run.y >= run.size || run.size < 10.5);
  const free = runs.every((run) => run.y > signatureBox.top - 2 || run.y + run.size < signatureBox.bottom + 8);
  return inside && apart && free;
}

const syllables = fc.constantFrom(
  'Ủy',
  'ban',
  'nhân',
  'dân',
  'xã',
  'Nguyễn',
  'Đắk',
  'Phường',
  'quyển',
  'số:',
  '01/2026-SCT/BS',
);
const phrase = (maxLength: number) => fc.array(syllables, { minLength: 1, maxLength }).map((words) => words.join(' '));

describe('placing the attestation', () => {
  it.each(['nd30', 'one-stop'] as const)('of the profile %s stands soundly', (profile) => {
    expect(soundly(attestation(profile))).toBe(true);
  });

  it('keeps every line inside the margins, however long the texts', () => {
    fc.assert(
      fc.property(
        fc.array(phrase(40), { maxLength: 6 }),
        phrase(8),
        phrase(25),
        phrase(60),
        (texts, name, title, mark) => {
          const model = attestation('nd30', name);
          return soundly({
            ...model,
            lines: [...model.lines, ...texts.map((text) => ({ ...plain, text }))],
            signature: { ...model.signature, blockLines: ['TUQ. CHỦ TỊCH', title] },
            conversionMark: { ...model.conversionMark!, text: mark },
          });
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('makes the type smaller before it gives up', () => {
    const sizes = [4, 27].map((count) => {
      const lines = Array.from({ length: count }, () => ({ ...plain, text: 'Ủy ban nhân dân xã Bản Liền' }));
      return unwrap(placeAttestation(with_({ lines }), face)).runs[0]!.size;
    });
    expect(sizes[1]).toBeLessThan(sizes[0]!);
  });

  it.each([
    ['more lines than a page holds', Array.from({ length: 39 }, () => ({ ...plain, text: 'Ủy ban '.repeat(30) }))],
    ['too many lines', Array.from({ length: 500 }, () => plain)],
    ['an endless line', [{ ...plain, text: 'x'.repeat(1001) }]],
  ])('refuses %s', (_, lines) => {
    expect(placeAttestation(with_({ lines }), face)).toMatchObject({ error: { code: 'COPY-ATTESTATION-TOO-LONG' } });
  });

  it.each(['Nguyễn Văn 🙂', '漢', 'Văn\u0007'])('refuses characters without glyphs: %j', (fullName) => {
    const { signature } = attestation();
    expect(placeAttestation(with_({ signature: { ...signature, fullName } }), face)).toMatchObject({
      error: { code: 'COPY-TEXT-UNSUPPORTED' },
    });
  });

  it('sets decomposed Vietnamese as composed', () => {
    const { signature } = attestation();
    const fullName = signature.fullName.normalize('NFD');
    expect(placeAttestation(with_({ signature: { ...signature, fullName } }), face)).toEqual(
      placeAttestation(attestation(), face),
    );
  });

  it('keeps the number’s line free where the number comes at sealing', () => {
    const { lines } = attestation();
    const free = lines.map((each) => (each.role === 'number' ? { ...each, text: '' } : each));
    const y = (model: AttestationModel): number => unwrap(placeAttestation(model, face)).signatureBox.top;
    expect(y(with_({ lines: free }))).toBe(y(attestation()));
  });

  it('draws the rule only over a conversion mark', () => {
    expect(unwrap(placeAttestation(attestation(), face)).rule).toBeDefined();
    expect(unwrap(placeAttestation(with_({ conversionMark: null }), face)).rule).toBeUndefined();
  });
});

describe('breaking lines', () => {
  const width = (text: string): number => text.length;

  it('loses no word, exceeds no line', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, most) => {
        const lines = wrap(text, most, width);
        const bare = (value: string): string => value.normalize('NFC').replaceAll(/\s/g, '');
        return bare(lines.join('')) === bare(text) && lines.every((each) => each.length <= Math.max(most, 2));
      }),
      { seed: 3 },
    );
  });

  it('breaks a word that is wider than a line', () => {
    expect(wrap('ab cdefgh i', 3, width)).toEqual(['ab', 'cde', 'fgh', 'i']);
  });
});

describe('loading fonts', () => {
  it('says when they are missing', async () => {
    expect(await loadFonts('/nowhere')).toMatchObject({ error: { code: 'COPY-FONT-MISSING' } });
  });
});
