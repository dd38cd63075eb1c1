/** What the stand-in has taken in: in memory, and in a JSON file when it is to outlive the process. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { WireDossier, WireStep } from './wire.ts';

/** A dossier as kept: its last content, and how often it was added and updated. */
export interface KeptDossier {
  code: string;
  unit: string;
  adds: number;
  updates: number;
  content: WireDossier;
  /** Steps in the order taken; a step that came again is counted, not kept twice. */
  steps: WireStep[];
  repeatedSteps: number;
}

/** The envelope's code and words. */
export interface WireAnswer {
  readonly error_code: string | number;
  readonly message: string;
  readonly result?: unknown;
}

export class Keeper {
  readonly #file: string | undefined;
  readonly #dossiers = new Map<string, KeptDossier>();

  constructor(file: string | undefined) {
    this.#file = file;
    if (file && existsSync(file)) {
      for (const kept of JSON.parse(readFileSync(file, 'utf8')) as KeptDossier[]) this.#dossiers.set(kept.code, kept);
    }
  }

  list(): KeptDossier[] {
    return structuredClone([...this.#dossiers.values()]);
  }

  has(code: string): boolean {
    return this.#dossiers.has(code);
  }

  add(unit: string, content: WireDossier): void {
    const code = content.MaHoSo;
    this.#dossiers.set(code, { code, unit, adds: 1, updates: 0, content, steps: [], repeatedSteps: 0 });
    this.#save();
  }

  update(content: WireDossier): void {
    const kept = this.#dossiers.get(content.MaHoSo);
    if (!kept) throw new Error('update of an unknown dossier');
    kept.content = content;
    kept.updates += 1;
    this.#save();
  }

  /** Somebody at the portal changes what it has of a dossier, or removes it (null). */
  meddle(code: string, change: ((content: WireDossier) => WireDossier) | null): void {
    const kept = this.#dossiers.get(code);
    if (!kept) throw new Error('nobody can change what is not there');
    if (change === null) this.#dossiers.delete(code);
    else kept.content = change(structuredClone(kept.content));
    this.#save();
  }

  step(step: WireStep): void {
    const kept = this.#dossiers.get(step.MaHoSo);
    if (!kept) throw new Error('step of an unknown dossier');
    if (kept.steps.some((one) => JSON.stringify(one) === JSON.stringify(step))) kept.repeatedSteps += 1;
    else kept.steps.push(step);
    this.#save();
  }

  #save(): void {
    if (!this.#file) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.list(), null, 2));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
