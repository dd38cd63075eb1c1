import { inputMethod } from './choice.ts';
import { keyNames, textOf } from './layouts.ts';
import { keyboardWords as w } from './words.ts';

/** What stands on the keys, and what a screen reader says for those whose sign says too little. */
export function faces(names: readonly string[], capital: boolean, lines: boolean) {
  const display: Record<string, string> = {};
  const attributes: { attribute: string; value: string; buttons: string }[] = [];
  for (const name of names) {
    const text = textOf(name);
    if (text !== null) {
      display[name] = escaped(capital ? text.toUpperCase() : text);
      continue;
    }
    const { sign, label } = signs(name, lines);
    display[name] = escaped(sign);
    if (label !== sign) attributes.push({ attribute: 'aria-label', value: label, buttons: name });
  }
  return { display, attributes };
}

function signs(name: string, lines: boolean): { readonly sign: string; readonly label: string } {
  const method = inputMethod.peek() ?? 'none';
  switch (name) {
    case keyNames.shift:
      return { sign: '⇧', label: w('keyboard.shift') };
    case keyNames.erase:
      return { sign: '⌫', label: w('keyboard.erase') };
    case keyNames.symbols:
      return { sign: '#+=', label: w('keyboard.symbols') };
    case keyNames.letters:
      return { sign: 'ABC', label: w('keyboard.letters') };
    case keyNames.method:
      return { sign: w(`keyboard.sign.${method}`), label: w(`keyboard.method.${method}`) };
    case keyNames.space:
      return { sign: w('keyboard.space'), label: w('keyboard.space') };
    case keyNames.next:
      return { sign: w('keyboard.next'), label: w('keyboard.next') };
    case keyNames.enter:
      return lines
        ? { sign: '↵', label: w('keyboard.line') }
        : { sign: w('keyboard.enter'), label: w('keyboard.enter') };
    default:
      return { sign: w('keyboard.close'), label: w('keyboard.close-label') };
  }
}

/** The component writes what stands on a key as HTML. */
function escaped(sign: string): string {
  return sign.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
