import fc from 'fast-check';
import { damaged, damagedText } from './inputs.ts';

/** A parser under test: its property fails when something is thrown or accepted that must not be. */
export interface Fuzzed {
  readonly name: string;
  readonly property:
    | fc.IPropertyWithHooks<[Uint8Array]>
    | fc.IPropertyWithHooks<[string]>
    | fc.IAsyncPropertyWithHooks<[Uint8Array]>;
}

/** `holds` answers false, or throws, when an input was taken wrongly. */
export function ofBytes(name: string, genuine: readonly Uint8Array[], holds: (input: Uint8Array) => unknown): Fuzzed {
  return { name, property: fc.property(damaged(genuine), (input) => holds(input) !== false) };
}

/** The same for a reader of streams. */
export function ofStreams(
  name: string,
  genuine: readonly Uint8Array[],
  holds: (input: Uint8Array) => Promise<boolean>,
): Fuzzed {
  return { name, property: fc.asyncProperty(damaged(genuine), holds) };
}

export function ofText(name: string, genuine: readonly string[], holds: (input: string) => unknown): Fuzzed {
  return { name, property: fc.property(damagedText(genuine), (input) => holds(input) !== false) };
}

/** Runs a property that is sync or not. */
export async function check(
  { property }: Fuzzed,
  parameters: fc.Parameters<unknown>,
): Promise<{ readonly failed: boolean; readonly numRuns: number; readonly report: string }> {
  const checked = await fc.check(property as fc.IAsyncProperty<[unknown]>, parameters as fc.Parameters<[unknown]>);
  return { failed: checked.failed, numRuns: checked.numRuns, report: fc.defaultReportMessage(checked) ?? '' };
}
