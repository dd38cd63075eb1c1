import { type Cos, type CosDict, isArray, isDict, isName, isRef } from '../cos/objects.ts';
import { everyByteAccounted } from './pdf/account.ts';
import { canonical, danglingReferences, references, sameObject } from './pdf/canonical.ts';
import type { PdfFile, PdfView } from './pdf/document.ts';
import { area, pageArea, pageNumbers } from './pdf/pages.ts';

/**
 * What a later revision may not touch: bytes that belong to no object of its own, objects taken away, the trailer, the
 * catalog or form, the pages or what lies on them, any other object, objects that were referred to and missing before.
 */
export const changeFaults = ['bytes', 'removed', 'trailer', 'catalog', 'pages', 'objects', 'dangling'] as const;
export type ChangeFault = (typeof changeFaults)[number];

/** What one later revision did. Everything that is not on the allow-list makes `allowed` false. */
export interface Changes {
  readonly allowed: boolean;
  /** Where it did what it may not; null when it is allowed. */
  readonly fault: ChangeFault | null;
  /** Object numbers of the signature values that it adds, those of document timestamps included. */
  readonly signatures: readonly number[];
  /** Those among them that can be seen on a page. */
  readonly visible: readonly number[];
  readonly addsEvidence: boolean;
}

const refused = (fault: ChangeFault): Changes => ({
  allowed: false,
  fault,
  signatures: [],
  visible: [],
  addsEvidence: false,
});

/** The largest part of a page that a further signature may cover. */
const largestShare = 0.25;
const bookkeeping = new Set(['Size', 'Prev', 'ID', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'XRefStm']);
const fieldKeys = new Set('Type Subtype FT T TU V Rect F Ff P AP MK Lock SV DA Border BS NM M'.split(' '));
/** Names with which an appearance could do more than show itself. */
const active = new Set('A AA JS JavaScript OpenAction Launch URI OC OCProperties EmbeddedFile Names'.split(' '));

/**
 * Compares a revision with the file before it. Allowed are validation data (DSS), document timestamps and further
 * signatures: in a new field, or in one that was there unsigned, each with its own annotation and nothing else.
 *
 * @param known  object numbers that may have changed because the caller has judged them
 */
export function changesOf(file: PdfFile, revision: number, known: readonly number[] = []): Changes {
  if (!everyByteAccounted(file, revision)) return refused('bytes');
  const step = new Step(file, revision, known);
  return step.judge();
}

class Step {
  readonly #before: PdfView;
  readonly #after: PdfView;
  readonly #new = new Set<number>();
  readonly #changed = new Set<number>();
  readonly #allowed: Set<number>;
  readonly #signatures: number[] = [];
  readonly #visible: number[] = [];
  readonly #widgets = new Map<number, CosDict>();
  #evidence = false;
  readonly #places;

  constructor(file: PdfFile, revision: number, known: readonly number[]) {
    this.#allowed = new Set(known);
    this.#before = file.view(revision - 1);
    this.#after = file.view(revision);
    this.#places = file.revisions[revision]?.places ?? new Map();
  }

  judge(): Changes {
    const steps: readonly (readonly [ChangeFault, () => boolean])[] = [
      ['removed', () => this.#sort()],
      ['trailer', () => this.#trailer()],
      ['catalog', () => this.#catalog()],
      ['pages', () => this.#pages()],
      ['objects', () => [...this.#changed].every((number) => this.#allowed.has(number))],
      ['dangling', () => [...danglingReferences(this.#before)].every((number) => !this.#new.has(number))],
    ];
    const broken = steps.find(([, holds]) => !holds());
    if (broken !== undefined) return refused(broken[0]);
    return {
      allowed: true,
      fault: null,
      signatures: this.#signatures,
      visible: this.#visible,
      addsEvidence: this.#evidence,
    };
  }

  /** Which objects are new and which are others than before; none may go. */
  #sort(): boolean {
    for (const number of this.#places.keys()) {
      const [before, after] = [this.#before.find(number), this.#after.find(number)];
      if (before === undefined && after !== undefined) this.#new.add(number);
      else if (before !== undefined && after === undefined) return false;
      else if (before !== undefined && after !== undefined && !sameObject(before, after)) this.#changed.add(number);
    }
    return true;
  }

  #trailer(): boolean {
    const [before, after] = [this.#before.trailer.entries, this.#after.trailer.entries];
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (!bookkeeping.has(key) && canonical(before.get(key)) !== canonical(after.get(key))) return false;
    }
    const [oldId, newId] = [before.get('ID'), after.get('ID')];
    return !isArray(oldId) || (isArray(newId) && canonical(oldId[0]) === canonical(newId[0]));
  }

  #catalog(): boolean {
    const [before, after] = [this.#before.catalog, this.#after.catalog];
    this.#allow(this.#after.trailer.entries.get('Root'));
    if (!equalBut(before, after, new Set(['AcroForm', 'DSS', 'Extensions']))) return false;
    const extensions = this.#after.get(after, 'Extensions');
    if (extensions !== undefined && isRef(after.entries.get('Extensions'))) return false;
    return this.#form(before.entries.get('AcroForm'), after.entries.get('AcroForm')) && this.#dss(before, after);
  }

  #form(from: Cos | undefined, to: Cos | undefined): boolean {
    const [before, after] = [this.#before.dict(from), this.#after.dict(to)];
    this.#allow(from);
    if (after === undefined) return before === undefined;
    const loose = new Set(before === undefined ? ['Fields', 'SigFlags', 'DA', 'DR'] : ['Fields', 'SigFlags']);
    if (!equalBut(before ?? { kind: 'dict', entries: new Map() }, after, loose)) return false;
    this.#allow(before?.entries.get('Fields'));
    const fields = added(this.#before.get(before, 'Fields'), this.#after.get(after, 'Fields'));
    if (fields === undefined || !fields.every((field) => this.#newField(field))) return false;
    const old = this.#before.get(before, 'Fields');
    return !isArray(old) || old.every((field) => this.#oldField(field));
  }

  #newField(reference: Cos): boolean {
    if (!isRef(reference) || !this.#new.has(reference.number)) return false;
    const field = this.#after.dict(reference);
    if (field === undefined || ![...field.entries.keys()].every((key) => fieldKeys.has(key))) return false;
    return this.#signed(reference.number, field);
  }

  /** A field from before: the same, or a signature field without a value that has one now. */
  #oldField(reference: Cos): boolean {
    if (!isRef(reference) || !this.#changed.has(reference.number)) return true;
    const [before, after] = [this.#before.dict(reference), this.#after.dict(reference)];
    if (before === undefined || after === undefined || before.entries.has('V')) return false;
    if (!equalBut(before, after, new Set(['V', 'AP', 'M', 'MK']))) return false;
    this.#allow(reference);
    return this.#signed(reference.number, after);
  }

  /** A signature field that gets its value in this revision. */
  #signed(number: number, field: CosDict): boolean {
    const [type, subtype, value] = ['FT', 'Subtype', 'V'].map((key) => field.entries.get(key));
    if (!isName(type) || type.name !== 'Sig' || !isRef(value) || !this.#new.has(value.number)) return false;
    if (subtype !== undefined && (!isName(subtype) || subtype.name !== 'Widget')) return false;
    if (this.#signatures.includes(value.number) || !this.#appearance(field)) return false;
    this.#signatures.push(value.number);
    this.#widgets.set(number, field);
    if (area(this.#after, field.entries.get('Rect')) === 0) return true;
    this.#visible.push(value.number);
    const page = field.entries.get('P');
    if (!isRef(page)) return false;
    const share = area(this.#after, field.entries.get('Rect')) / pageArea(this.#after, this.#after.dict(page));
    return share <= largestShare;
  }

  /** Its appearance is made of new objects, shows itself and does nothing. */
  #appearance(field: CosDict): boolean {
    const seen = new Set<number>();
    const open = references(field.entries.get('AP'));
    if ([...keysOf(field.entries.get('AP')), ...keysOf(field.entries.get('MK'))].some((key) => active.has(key)))
      return false;
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (seen.has(number) || !this.#new.has(number)) continue;
      seen.add(number);
      const value = this.#after.find(number)?.value;
      if ([...keysOf(value)].some((key) => active.has(key))) return false;
      open.push(...references(value));
    }
    const drawn = references(field.entries.get('AP'));
    return drawn.every((number) => this.#new.has(number));
  }

  /** Validation data only grow: certificates, lists and answers, and their index by signature. */
  #dss(before: CosDict, after: CosDict): boolean {
    const [from, to] = [this.#before.dict(before.entries.get('DSS')), this.#after.dict(after.entries.get('DSS'))];
    if (to === undefined) return from === undefined;
    this.#allowContainers(before.entries.get('DSS'));
    this.#evidence = canonical(before.entries.get('DSS')) !== canonical(after.entries.get('DSS'));
    if (![...to.entries.keys()].every((key) => ['Type', 'VRI', 'Certs', 'CRLs', 'OCSPs'].includes(key))) return false;
    for (const key of ['Certs', 'CRLs', 'OCSPs']) {
      const kept = new Set(this.#contents(this.#after, to.entries.get(key)));
      if (!this.#contents(this.#before, from?.entries.get(key)).every((each) => kept.has(each))) return false;
    }
    const [oldIndex, newIndex] = [this.#before.dict(from?.entries.get('VRI')), this.#after.dict(to.entries.get('VRI'))];
    return [...(oldIndex?.entries.keys() ?? [])].every((key) => newIndex?.entries.has(key) === true);
  }

  #contents(view: PdfView, list: Cos | undefined): string[] {
    const items = view.resolve(list);
    if (!isArray(items)) return [];
    return items.map((item) => Buffer.from(view.dataOf(item) ?? []).toString('base64'));
  }

  #pages(): boolean {
    const pages = pageNumbers(this.#before);
    if (pageNumbers(this.#after).join() !== pages.join()) return false;
    for (const number of pages) {
      const [before, after] = [this.#before.find(number)?.value, this.#after.find(number)?.value];
      if (!isDict(before) || !isDict(after)) return false;
      const list = before.entries.get('Annots');
      const changed = this.#changed.has(number) || (isRef(list) && this.#changed.has(list.number));
      if (!changed) continue;
      if (!equalBut(before, after, new Set(['Annots']))) return false;
      const more = added(this.#before.resolve(list), this.#after.get(after, 'Annots'));
      if (more === undefined) return false;
      for (const each of more) {
        const widget = isRef(each) ? this.#widgets.get(each.number) : undefined;
        const page = widget?.entries.get('P');
        if (widget === undefined || (isRef(page) && page.number !== number)) return false;
      }
      this.#allowed.add(number);
      this.#allow(list);
    }
    return true;
  }

  #allow(value: Cos | undefined): void {
    if (isRef(value)) this.#allowed.add(value.number);
  }

  /** The dictionaries and arrays of the old DSS may be written anew; its streams may not. */
  #allowContainers(start: Cos | undefined): void {
    const open = references(start);
    const seen = new Set<number>();
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const found = seen.has(number) ? undefined : this.#before.find(number);
      seen.add(number);
      if (found === undefined || found.data !== undefined) continue;
      this.#allowed.add(number);
      open.push(...references(found.value));
    }
  }
}

function equalBut(before: CosDict, after: CosDict, loose: ReadonlySet<string>): boolean {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].every(
    (key) => loose.has(key) || canonical(before.entries.get(key)) === canonical(after.entries.get(key)),
  );
}

/** What a list has behind all that it had before; undefined where it lost or moved something. */
function added(before: Cos | undefined, after: Cos | undefined): readonly Cos[] | undefined {
  const old = isArray(before) ? before : [];
  const now = isArray(after) ? after : [];
  if (before !== undefined && !isArray(before)) return undefined;
  return canonical(now.slice(0, old.length)) === canonical(old) ? now.slice(old.length) : undefined;
}

function* keysOf(value: Cos | undefined): Generator<string> {
  const open: (Cos | undefined)[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (isArray(next)) for (const item of next) open.push(item);
    else if (isDict(next)) {
      for (const [key, item] of next.entries) {
        yield key;
        open.push(item);
      }
    }
  }
}
