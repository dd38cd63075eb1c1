/** What the interface of 2026 has taken in: in memory, and in a JSON file when it is to outlive the process. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Creation, State, Step } from './wire-dvcsync.ts';

/** A dossier as kept: what it was created with, the last it was told, and how often. */
export interface KeptDvcDossier {
  readonly id: string;
  readonly code: string;
  readonly creation: Creation;
  state: State | null;
  /** The results as last listed: most states are told without a list. */
  results: NonNullable<State['DanhSachGiayToKetQua']>;
  states: number;
  /** Steps in the order taken; a step that came again is counted, not kept twice. */
  readonly steps: Step[];
  repeatedSteps: number;
}

interface KeptFile {
  readonly id: string;
  readonly hash: string;
  /** Base64. */
  readonly content: string;
}

interface Kept {
  numbers: number;
  readonly dossiers: KeptDvcDossier[];
  readonly files: KeptFile[];
}

export class DvcKeeper {
  readonly #file: string | undefined;
  readonly #kept: Kept = { numbers: 0, dossiers: [], files: [] };

  constructor(file: string | undefined) {
    this.#file = file;
    if (file && existsSync(file)) Object.assign(this.#kept, JSON.parse(readFileSync(file, 'utf8')) as Kept);
  }

  list(): KeptDvcDossier[] {
    return structuredClone(this.#kept.dossiers);
  }

  find(code: string): KeptDvcDossier | undefined {
    return this.#kept.dossiers.find((one) => one.code === code);
  }

  /** Whether there is such a dossier; an id that is said must be its own. */
  isKnown(code: string, id: string): boolean {
    const there = this.find(code);
    return there !== undefined && (id === '' || id === there.id);
  }

  /** How many numbers were given out. */
  get numbers(): number {
    return this.#kept.numbers;
  }

  nextNumber(code: string): string {
    this.#kept.numbers += 1;
    this.#save();
    return `${code}-${String(this.#kept.numbers).padStart(7, '0')}`;
  }

  create(creation: Creation): string {
    const id = randomUUID();
    const fresh = {
      id,
      code: creation.MaHoSo,
      creation,
      state: null,
      results: [],
      states: 0,
      steps: [],
      repeatedSteps: 0,
    };
    this.#kept.dossiers.push(fresh);
    this.#save();
    return id;
  }

  tell(state: State): void {
    const there = this.find(state.MaHoSo);
    if (!there) throw new Error('state of an unknown dossier');
    there.state = state;
    there.results = state.DanhSachGiayToKetQua ?? there.results;
    there.states += 1;
    this.#save();
  }

  step(step: Step): void {
    const there = this.find(step.MaHoSo);
    if (!there) throw new Error('step of an unknown dossier');
    if (there.steps.some((one) => JSON.stringify(one) === JSON.stringify(step))) there.repeatedSteps += 1;
    else there.steps.push(step);
    this.#save();
  }

  takeFile(bytes: Buffer, hash: string): string {
    const id = randomUUID();
    this.#kept.files.push({ id, hash, content: bytes.toString('base64') });
    this.#save();
    return id;
  }

  file(id: string): { readonly hash: string; readonly bytes: Buffer } | null {
    const found = this.#kept.files.find((one) => one.id === id);
    return found ? { hash: found.hash, bytes: Buffer.from(found.content, 'base64') } : null;
  }

  get files(): number {
    return this.#kept.files.length;
  }

  #save(): void {
    if (!this.#file) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#kept));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
