/** Inputs as they come from careless programs and from attackers: genuine ones that were damaged, and pure noise. */
import fc from 'fast-check';

const interesting = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x30, 0x3c, 0x3e, 0x28, 0x29, 0x5b, 0x2f, 0x0a, 0x0d, 0x22, 0x7b];

interface Change {
  readonly kind: 'flip' | 'set' | 'cut' | 'insert' | 'repeat' | 'remove';
  /** Where, and how far, as parts of the whole. */
  readonly at: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

const part = fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 1_000_001);
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('flip', 'set', 'cut', 'insert', 'repeat', 'remove'),
  at: part,
  to: part,
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 16 }),
    fc.array(fc.constantFrom(...interesting), { minLength: 1, maxLength: 6 }).map((all) => Uint8Array.from(all)),
  ),
});

/** One of the genuine inputs with one to four changes, or noise. */
export function damaged(genuine: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const noise = fc.uint8Array({ maxLength: 400 });
  const changed = fc
    .tuple(fc.constantFrom(...genuine), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([input, changes]) => changes.reduce(apply, input));
  return fc.oneof({ weight: 1, arbitrary: noise }, { weight: 9, arbitrary: changed });
}

/** The same as text; what is no UTF-8 becomes replacement characters, as it does at the station's edges. */
export function damagedText(genuine: readonly string[]): fc.Arbitrary<string> {
  const bytes = damaged(genuine.map((text) => Buffer.from(text))).map((each) => Buffer.from(each).toString('utf8'));
  return fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    { weight: 9, arbitrary: bytes },
  );
}

function apply(input: Uint8Array, { kind, at, to, bytes }: Change): Uint8Array {
  const [one, two] = [at, to].map((each) => Math.floor(each * (input.length + 1))) as [number, number];
  const [from, end] = [Math.min(one, two), Math.max(one, two)];
  // Near changes are likelier to meet the same structure than far ones.
  const near = Math.min(end, from + 64);
  const first = input.subarray(0, from);
  switch (kind) {
    case 'flip': {
      const copy = Uint8Array.from(input);
      copy[from] = (copy[from] ?? 0) ^ (bytes[0] ?? 1);
      return copy;
    }
    case 'set': {
      const copy = Uint8Array.from(input);
      copy.set(bytes.subarray(0, Math.max(0, copy.length - from)), from);
      return copy;
    }
    case 'cut':
      return first;
    case 'insert':
      return Buffer.concat([first, bytes, input.subarray(from)]);
    case 'repeat':
      return Buffer.concat([input.subarray(0, near), input.subarray(from, near), input.subarray(near)]);
    case 'remove':
      return Buffer.concat([first, input.subarray(near)]);
  }
}
