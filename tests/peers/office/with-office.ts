import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { Desk } from './desk.ts';
import { type OfficeOptions, openOffice, type SimulatedOffice } from './office.ts';

/** An office of its own for a test file: made before the tests, removed after them. */
export function withOffice(options: OfficeOptions = {}): { readonly office: SimulatedOffice; readonly desk: Desk } {
  let folder: string;
  let office: SimulatedOffice | null = null;
  let desk: Desk | null = null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tram-office-'));
    office = await openOffice(folder, { keyType: 'p256', ...options });
    desk = await Desk.open(office);
  }, 120_000);
  afterAll(async () => {
    await office?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get office() {
      if (!office) throw new Error('the office is not open yet');
      return office;
    },
    get desk() {
      if (!desk) throw new Error('the office is not open yet');
      return desk;
    },
  };
}
