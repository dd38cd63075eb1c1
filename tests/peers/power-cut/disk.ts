import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DurableCall } from './call-log.ts';

/** From 0 up to 1. */
export type Chance = () => number;

/** A seeded chance (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly length: number };

/** A file apart from its names: what is surely on the disk, and what has been changed since. */
class File {
  durable: Buffer;
  pending: Change[] = [];

  constructor(durable: Buffer = Buffer.alloc(0)) {
    this.durable = durable;
  }

  sync(): void {
    this.durable = changed(this.durable, this.pending);
    this.pending = [];
  }
}

const folder = Symbol('folder');
type Entry = File | typeof folder;
type Names = Map<string, Entry>;

/** A change of names that counts for certain once `within` is forced to the disk. */
interface Naming {
  readonly within: string;
  apply(names: Names): void;
}

/** How much of what was not forced to the disk a cut leaves. */
export const cutKinds = ['nothing', 'all', 'the first', 'any'] as const;
export type CutKind = (typeof cutKinds)[number];

const sector = 512;

/**
 * A folder on a disk that forgets. It holds to what POSIX lets a program rely on, no more: the data of a file after
 * fsync of the file; a name after fsync of its folder; a rename happens wholly or not at all. Everything else may be
 * there after a cut or not, in any order, and a write may be torn between sectors of 512 bytes.
 */
export class Disk {
  readonly #live: Names = new Map();
  readonly #durable: Names = new Map();
  readonly #open = new Map<number, { readonly file: File | null; readonly path: string }>();
  #namings: Naming[] = [];

  /** Takes a folder as it stands, all of it durable. */
  constructor(path: string) {
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      const whole = join(entry.parentPath, entry.name);
      const name = whole.slice(path.length + 1);
      if (entry.isDirectory()) this.#live.set(name, folder);
      else if (entry.isFile() && !name.endsWith('-shm')) this.#live.set(name, new File(readFileSync(whole)));
    }
    for (const [name, entry] of this.#live) this.#durable.set(name, entry);
  }

  /** One more call has happened. */
  take(call: DurableCall): void {
    switch (call.kind) {
      case 'open':
        this.#opened(call);
        break;
      case 'write':
        this.#fileOf(call.fd).pending.push(call);
        break;
      case 'truncate':
        this.#fileOf(call.fd).pending.push(call);
        break;
      case 'sync':
        this.#fileOf(call.fd).sync();
        break;
      case 'sync-folder':
        this.#syncFolder(this.#open.get(call.fd)?.path ?? '');
        break;
      case 'rename': {
        const entry = this.#at(call.from);
        this.#name(parent(call.to), (names) => {
          if (names.get(call.from) === entry) names.delete(call.from);
          names.set(call.to, entry);
          if (entry === folder) moveBelow(names, call.from, call.to);
        });
        break;
      }
      case 'link': {
        const entry = this.#at(call.from);
        this.#name(parent(call.to), (names) => {
          names.set(call.to, entry);
        });
        break;
      }
      case 'unlink':
      case 'remove-folder':
        this.#name(parent(call.path), (names) => {
          names.delete(call.path);
        });
        break;
      case 'make-folder':
        this.#name(parent(call.path), (names) => {
          names.set(call.path, folder);
        });
        break;
      case 'seen':
        break;
    }
  }

  /** Writes what a cut now would leave into an empty folder. */
  cut(into: string, kind: CutKind, chance: Chance): void {
    const names = new Map(this.#durable);
    for (const naming of kept(this.#namings, kind, chance)) naming.apply(names);
    const bytes = new Map<File, Buffer>();
    for (const [name, entry] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const path = join(into, name);
      if (!existsSync(dirname(path))) continue;
      if (entry === folder) {
        mkdirSync(path, { mode: 0o700 });
        continue;
      }
      const content = bytes.get(entry) ?? changed(entry.durable, torn(kept(entry.pending, kind, chance), kind, chance));
      bytes.set(entry, content);
      writeFileSync(path, content, { mode: 0o600 });
    }
  }

  #opened(call: Extract<DurableCall, { kind: 'open' }>): void {
    let entry = this.#live.get(call.path);
    if (call.made || entry === undefined) {
      if (call.path === '' || !call.made) entry = folder;
      else {
        const file = new File();
        entry = file;
        this.#name(parent(call.path), (names) => {
          names.set(call.path, file);
        });
      }
    }
    if (call.cut && entry !== folder) entry.pending.push({ kind: 'truncate', length: 0 });
    this.#open.set(call.fd, { file: entry === folder ? null : entry, path: call.path });
  }

  #name(within: string, apply: (names: Names) => void): void {
    apply(this.#live);
    this.#namings.push({ within, apply });
  }

  #syncFolder(path: string): void {
    for (const naming of this.#namings) if (naming.within === path) naming.apply(this.#durable);
    this.#namings = this.#namings.filter((naming) => naming.within !== path);
  }

  #at(path: string): Entry {
    const entry = this.#live.get(path);
    if (!entry) throw new Error(`the log names a file that is not there: ${path}`);
    return entry;
  }

  #fileOf(fd: number): File {
    const file = this.#open.get(fd)?.file;
    if (!file) throw new Error(`the log writes to a file that was not opened: ${fd}`);
    return file;
  }
}

function parent(path: string): string {
  const above = dirname(path);
  return above === '.' ? '' : above;
}

function moveBelow(names: Names, from: string, to: string): void {
  for (const [name, entry] of [...names]) {
    if (!name.startsWith(`${from}/`)) continue;
    names.delete(name);
    names.set(`${to}${name.slice(from.length)}`, entry);
  }
}

function kept<T>(all: readonly T[], kind: CutKind, chance: Chance): readonly T[] {
  switch (kind) {
    case 'nothing':
      return [];
    case 'all':
      return all;
    case 'the first':
      return all.slice(0, Math.floor(chance() * (all.length + 1)));
    case 'any':
      return all.filter(() => chance() < 0.5);
  }
}

/** Some of the writes lose the sectors behind, or before, one of theirs. */
function torn(changes: readonly Change[], kind: CutKind, chance: Chance): readonly Change[] {
  if (kind === 'nothing' || kind === 'all') return changes;
  return changes.map((change) => {
    if (change.kind !== 'write' || change.data.length <= sector || chance() < 0.7) return change;
    const begin = change.offset % sector;
    const at = Math.min(
      change.data.length,
      Math.ceil((chance() * (begin + change.data.length)) / sector) * sector - begin,
    );
    const from = Math.max(0, at);
    return chance() < 0.5
      ? { ...change, data: change.data.subarray(0, from) }
      : { ...change, offset: change.offset + from, data: change.data.subarray(from) };
  });
}

/** The bytes after these changes; what was never written in between is zeros. */
function changed(before: Buffer, changes: readonly Change[]): Buffer {
  let length = before.length;
  let room = length;
  for (const change of changes) {
    const end = change.kind === 'write' ? change.offset + change.data.length : change.length;
    room = Math.max(room, end);
  }
  const bytes = Buffer.alloc(room);
  before.copy(bytes);
  for (const change of changes) {
    if (change.kind === 'write') {
      if (change.data.length === 0) continue;
      change.data.copy(bytes, change.offset);
      length = Math.max(length, change.offset + change.data.length);
    } else {
      if (change.length < length) bytes.fill(0, change.length, length);
      length = change.length;
    }
  }
  return bytes.subarray(0, length);
}
