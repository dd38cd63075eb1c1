import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockAnswer, OriginalDetail, ScanAnswer } from '../../../src/web/contract/index.ts';
import { Screen } from './client.ts';
import type { SimulatedOffice } from './office.ts';
import { people } from './people.ts';

/** Does what an officer does whom the station asks for the date and time: looks, and says that they are right. */
export async function confirmClock(screen: Screen): Promise<void> {
  const { state, now } = await screen.json<ClockAnswer>('GET', '/api/clock');
  if (state !== 'proven') await screen.json('POST', '/api/clock/confirmation', { seen: now });
}

/** One step at a time, for tests of what goes wrong at the desk. */
export class Desk {
  readonly office: SimulatedOffice;
  readonly creator: Screen;
  readonly signer: Screen;
  readonly seal: Screen;

  constructor(office: SimulatedOffice, screens: { creator: Screen; signer: Screen; seal: Screen }) {
    this.office = office;
    this.creator = screens.creator;
    this.signer = screens.signer;
    this.seal = screens.seal;
  }

  /** A screen at which this person has signed in. */
  static async screen(
    office: SimulatedOffice,
    { username, password }: { readonly username: string; readonly password: string },
  ): Promise<Screen> {
    const opened = new Screen(office.address, office.authorityPem);
    await opened.signIn(username, password);
    return opened;
  }

  static async open(office: SimulatedOffice): Promise<Desk> {
    const [creator, signer, seal] = await Promise.all([
      Desk.screen(office, people.creator),
      Desk.screen(office, people.signer),
      Desk.screen(office, people.sealKeeper),
    ]);
    await confirmClock(creator);
    return new Desk(office, { creator, signer, seal });
  }

  /** A dossier with one original, secrecy confirmed; answers the original's id. */
  async receive(title = 'Hợp đồng'): Promise<string> {
    const dossierId = randomUUID();
    const originalId = randomUUID();
    const requester = { name: 'Giàng Thị Súa', identityNumber: '099190000001' };
    await this.creator.json('PUT', `/api/dossiers/${dossierId}`, { requester });
    await this.creator.json('PUT', `/api/dossiers/${dossierId}/originals/${originalId}`, { title, paperCopies: 0 });
    await this.creator.json('POST', `/api/originals/${originalId}/secrecy-confirmation`, {
      noSecrecyStamp: true,
      noCopyBan: true,
    });
    return originalId;
  }

  async original(id: string): Promise<OriginalDetail> {
    return await this.creator.json<OriginalDetail>('GET', `/api/originals/${id}`);
  }

  /** Scans what lies in the feeder and answers how the scan ended. */
  async scan(originalId: string, options: { replace?: boolean } = {}): Promise<ScanAnswer> {
    const { scanId } = await this.creator.json<{ scanId: string }>('POST', `/api/originals/${originalId}/scans`, {
      source: 'feeder',
      ...options,
    });
    return await this.scanEnd(scanId);
  }

  async scanEnd(scanId: string): Promise<ScanAnswer> {
    for (;;) {
      const scan = await this.creator.json<ScanAnswer>('GET', `/api/scans/${scanId}`);
      if (scan.state !== 'scanning') return scan;
      await sleep(30);
    }
  }

  /** From a scanned original to `awaiting-signature`. */
  async submit(originalId: string): Promise<void> {
    const original = await this.original(originalId);
    await this.creator.json('POST', `/api/originals/${originalId}/comparison`, {
      ticked: original.checklist.map((item) => item.id),
      chargeablePages: original.pages.length,
      version: original.version,
    });
    await this.creator.json('POST', `/api/originals/${originalId}/submission`, {});
  }

  /** One attempt with a PIN, the right one by default; answers status and body of the PIN's answer. */
  async attempt(kind: 'signing' | 'sealing', originalId: string, pin?: string) {
    const screen = kind === 'signing' ? this.signer : this.seal;
    const { attemptId } = await screen.json<{ attemptId: string }>('POST', `/api/${kind}/attempts`, {
      originals: [originalId],
    });
    const raw = Buffer.from(pin ?? this.office.pins[kind === 'signing' ? 'signer' : 'seal']);
    const answer = await screen.once({ method: 'POST', path: `/api/${kind}/attempts/${attemptId}/pin`, raw });
    return { status: answer.status, body: JSON.parse(answer.body.toString('utf8')) as Record<string, unknown> };
  }
}
