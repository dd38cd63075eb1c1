import { type Cos, isArray, isDict, isName, isRef, isString } from '../../cos/objects.ts';
import type { Found, PdfView } from './document.ts';

/** One spelling for values that mean the same: keys in order, strings as octets. */
export function canonical(value: Cos | undefined): string {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'number') {
    return String(value ?? null);
  }
  if (isName(value)) return `/${JSON.stringify(value.name)}`;
  if (isRef(value)) return `R${value.number}`;
  if (isString(value)) return `<${Buffer.from(value.bytes).toString('hex')}>`;
  if (isArray(value)) return `[${value.map(canonical).join(' ')}]`;
  if (!isDict(value)) return 'null';
  const entries = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

export function sameObject(a: Found, b: Found): boolean {
  if (canonical(a.value) !== canonical(b.value)) return false;
  if (a.data === undefined || b.data === undefined) return a.data === b.data;
  return Buffer.compare(a.data, b.data) === 0;
}

/** The references in a value, at any depth of direct objects. */
export function references(value: Cos | undefined): number[] {
  const found: number[] = [];
  const open: (Cos | undefined)[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (isRef(next)) found.push(next.number);
    else if (isArray(next)) for (const item of next) open.push(item);
    else if (isDict(next)) for (const item of next.entries.values()) open.push(item);
  }
  return found;
}

/** Numbers that are referred to from the trailer on and lead nowhere: a later revision could fill them in. */
export function danglingReferences(view: PdfView): ReadonlySet<number> {
  const seen = new Set<number>();
  const dangling = new Set<number>();
  const open = references(view.trailer);
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const found = view.find(number);
    if (found === undefined) dangling.add(number);
    else for (const next of references(found.value)) open.push(next);
  }
  return dangling;
}
