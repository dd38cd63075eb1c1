import { randomUUID } from 'node:crypto';
import type { OriginalDetail } from '../../src/web/contract/index.ts';
import type { SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';
import { Feeder } from './feeder.ts';
import { Line } from './line.ts';

/** Milliseconds from the last byte of the last page until it is kept, until the scan is over; and of the whole scan. */
export interface ScanTimes {
  readonly keptMs: number;
  readonly overMs: number;
  readonly wholeMs: number;
}

/** The office at work: three officers signed in, paper in the feeder. */
export class Desk {
  readonly office: SimulatedOffice;
  readonly feeder: Feeder;
  readonly creator: Line;
  readonly signer: Line;
  readonly sealKeeper: Line;

  private constructor(office: SimulatedOffice, feeder: Feeder, lines: readonly [Line, Line, Line]) {
    this.office = office;
    this.feeder = feeder;
    [this.creator, this.signer, this.sealKeeper] = lines;
  }

  static async of(office: SimulatedOffice): Promise<Desk> {
    const lines = await Promise.all([
      Line.signIn(office, people.creator),
      Line.signIn(office, people.signer),
      Line.signIn(office, people.sealKeeper),
    ]);
    return new Desk(office, await Feeder.of(office.scanner), lines);
  }

  close(): void {
    this.feeder.close();
    for (const line of [this.creator, this.signer, this.sealKeeper]) line.close();
  }

  /** Opens a dossier with one original, ready to be scanned. */
  async receive(requester: string): Promise<string> {
    const [dossierId, originalId] = [randomUUID(), randomUUID()];
    const path = `/api/dossiers/${dossierId}`;
    await this.creator.json('PUT', path, { requester: { name: requester, identityNumber: '099190000001' } });
    await this.creator.json('PUT', `${path}/originals/${originalId}`, { title: 'Hợp đồng', paperCopies: 0 });
    return originalId;
  }

  /** Scans to the end. */
  async scan(originalId: string, pages: number, paceMs: number): Promise<ScanTimes> {
    const path = `/api/originals/${originalId}`;
    await this.creator.json('POST', `${path}/secrecy-confirmation`, { noSecrecyStamp: true, noCopyBan: true });
    const events = await this.creator.listen();
    try {
      this.feeder.load(pages, paceMs);
      const begun = performance.now();
      await this.creator.json('POST', `${path}/scans`, { source: 'feeder', replace: false });
      let keptAt = begun;
      const { code } = await events.next((type, data) => {
        if (data['originalId'] !== originalId) return false;
        if (type === 'page-scanned') keptAt = performance.now();
        return type === 'scan-ended';
      });
      const now = performance.now();
      if (code !== null) throw new Error(`the scan failed: ${String(code)}`);
      return { keptMs: keptAt - this.feeder.lastByteAt, overMs: now - this.feeder.lastByteAt, wholeMs: now - begun };
    } finally {
      events.close();
    }
  }

  /** Compares and submits. */
  async submit(originalId: string): Promise<void> {
    const path = `/api/originals/${originalId}`;
    const { checklist, version, pages } = await this.creator.json<OriginalDetail>('GET', path);
    const ticked = checklist.map((item) => item.id);
    const compared = { ticked, chargeablePages: pages.length, version };
    const after = await this.creator.json<{ version: number }>('POST', `${path}/comparison`, compared);
    await this.creator.json('POST', `${path}/submission`, { version: after.version });
  }

  /** One attempt. Answers the milliseconds until the pages to be signed are shown, and from the PIN to the answer. */
  async attempt(
    kind: 'signing' | 'sealing',
    originals: readonly string[],
  ): Promise<{ preparedMs: number; pinMs: number }> {
    const line = kind === 'signing' ? this.signer : this.sealKeeper;
    const pin = kind === 'signing' ? this.office.pins.signer : this.office.pins.seal;
    const begun = performance.now();
    const { attemptId } = await line.json<{ attemptId: string }>('POST', `/api/${kind}/attempts`, { originals });
    const prepared = performance.now();
    await line.pin(`/api/${kind}/attempts/${attemptId}/pin`, pin);
    return { preparedMs: prepared - begun, pinMs: performance.now() - prepared };
  }

  /** The pages as the station holds them. */
  async pagesOf(originalId: string, count: number): Promise<Buffer[]> {
    const pages: Buffer[] = [];
    for (let n = 1; n <= count; n++) {
      pages.push(await this.creator.bytes('GET', `/api/originals/${originalId}/pages/${n}`));
    }
    return pages;
  }
}
