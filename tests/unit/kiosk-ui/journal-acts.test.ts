/** Every act that the station writes into the journal is said in words: the inspector reads no codes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { journalVi } from '../../../kiosk-ui/src/words/journal.vi.ts';

const root = fileURLToPath(new URL('../../../src/', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('web/contract/'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** What a part of an act's name is computed from. */
const computed: Readonly<Record<string, readonly string[]>> = {
  'attempt.kind': ['sign', 'seal'],
  kind: ['reception', 'fees', 'supplement', 'refusal'],
};

/** The acts that an expression can come to. */
function actsIn(expression: string): string[] {
  const compared = expression.replaceAll(/[!=]== '[^']*'/g, '');
  const plain = [...compared.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, act = '']) => act);
  const built = [...compared.matchAll(/`([a-z-]*)\$\{([\w.]+)\}([a-z-]*)`/g)].flatMap(([text, start, part = '', end]) =>
    (computed[part] ?? [text]).map((middle) => `${start}${middle}${end}`),
  );
  return [...plain, ...built, ...(computed[compared.trim()] ?? [])];
}

/** What stands between the parenthesis before `start` and the one that closes it, cut at the commas of this depth. */
function argumentsAt(text: string, start: number): string[] {
  let depth = 0;
  let from = start;
  const found: string[] = [];
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (depth === 0 && (sign === ',' || sign === ')')) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
      if (sign === ')') break;
    }
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
  }
  return found;
}

/** The functions of a file that are told the act, each with the place of that argument. */
function told(source: string): { readonly name: string; readonly place: number }[] {
  // Without what stands in angle brackets, whose commas part no arguments.
  const text = source.replaceAll(/<[^<>()]*>/g, '');
  return [...text.matchAll(/(#?\w+)(?: = )?\(/g)].flatMap(({ 1: name = '', 0: call, index }) => {
    const place = argumentsAt(text, index + call.length).indexOf('act: string');
    return place < 0 ? [] : [{ name, place }];
  });
}

const everywhere = sources.flatMap(({ text }) =>
  told(text).filter(({ name }) => text.includes(`export function ${name}(`)),
);

function actsOf(text: string): string[] {
  const named = [...text.matchAll(/\bact: (`[^`]*`|\{[^}]*\}\[\w+\]|[^,;}\n]+)/g)].flatMap(([, said = '']) =>
    actsIn(said),
  );
  const listed = [...text.matchAll(/for \(const \[act,[^\]]*\] of \[([\s\S]*?)\]( as const)?\) \{/g)].flatMap(
    ([, pairs = '']) => [...pairs.matchAll(/\['([a-z-]+)',/g)].map(([, act = '']) => act),
  );
  const passed = [...told(text), ...everywhere].flatMap(({ name, place }) =>
    [...text.matchAll(new RegExp(`(?<![\\w#]|function )${name}\\(`, 'g'))].flatMap(({ 0: call, index }) =>
      actsIn(argumentsAt(text, index + call.length)[place] ?? ''),
    ),
  );
  return [...named, ...listed, ...passed];
}

const acts = [...new Set(sources.flatMap(({ text }) => actsOf(text)))].sort();

test('the acts are found however they are written', () => {
  // By name, by a condition, computed, from a list, and handed to a function.
  const some = ['enter-number', 'pause-line', 'begin-seal', 'add-holidays', 'end-backup', 'request-arrived', 'sign-in'];
  expect(some.filter((act) => !acts.includes(act))).toEqual([]);
});

test('each has its words', () => {
  expect(acts.filter((act) => !Object.hasOwn(journalVi, `journal.act.${act}`))).toEqual([]);
});

test('no words are about an act that nobody journals', () => {
  const text = sources.map((one) => one.text).join('\n');
  const said = Object.keys(journalVi).flatMap((key) => /^journal\.act\.(.+)$/.exec(key)?.[1] ?? []);
  expect(said.filter((act) => !acts.includes(act) && !text.includes(`'${act}'`))).toEqual([]);
});
