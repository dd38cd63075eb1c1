import { createHash } from 'node:crypto';
import type { HandoverDetail, ImageList } from '../../../src/web/contract/index.ts';
import { type Answer, type Call, Screen } from '../office/client.ts';

/** What a person at a screen was shown, and what therefore must not be lost. */
export interface Seen {
  readonly originals?: { readonly id: string; readonly state: string; readonly version: number };
  /** With an original: its pages in order, and its number as the register writes it. */
  readonly pages?: readonly string[];
  readonly registerNumber?: string | null;
  readonly dossier?: { readonly id: string; readonly code: string };
  readonly scan?: { readonly id: string; readonly pages: number };
  /** The images of the seal and of signatures. */
  readonly images?: readonly string[];
  /** A copy put on the portal by hand: whether its file was taken, and the proofs. */
  readonly handover?: { readonly originalId: string; readonly taken: boolean; readonly proofs: readonly string[] };
  /** The SHA-256 of a copy that was served. */
  readonly copy?: { readonly originalId: string; readonly sha256: string };
  /** What took effect at the portal: the messages of a dossier that were on their way, by the code that it goes by. */
  readonly told?: { readonly dossierCode: string; readonly kind: 'sync-dossier' | 'progress' };
  /** Bytes of a copy came under this id of the gateway's, so the station must not begin a second upload of it. */
  readonly upload?: { readonly id: string };
}

/** A screen that tells what its answers showed. */
export class WitnessScreen extends Screen {
  readonly #tell: (seen: Seen) => void;
  readonly #back: (call: Call) => Promise<void>;

  /** @param back  resolves when a station that is down serves again, at once when it is up */
  constructor(address: string, authorityPem: string, tell: (seen: Seen) => void, back: (call: Call) => Promise<void>) {
    super(address, authorityPem);
    this.#tell = tell;
    this.#back = back;
  }

  protected override get patienceMs(): number {
    return patience.away;
  }

  protected override async waitAway(call: Call): Promise<void> {
    await this.#back(call);
  }

  override async once(call: Call): Promise<Answer> {
    const answer = await this.#answer(call);
    const seen = seenIn(call, answer);
    if (seen) this.#tell(seen);
    return answer;
  }

  async #answer(call: Call): Promise<Answer> {
    const { promise, reject } = Promise.withResolvers<never>();
    const late = `${call.method} ${call.path} had no answer`;
    const timer = setTimeout(() => reject(new Error(late)), patience.answer);
    try {
      return await Promise.race([super.once(call), promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** How long a station that serves may refuse connections, and how long it may take over one answer; milliseconds. */
const patience = { away: 10_000, answer: 120_000 };

/** What an answer showed of an original, a dossier, a scan or a copy. */
function seenIn({ method, path }: Call, { status, body }: Answer): Seen | null {
  if (status < 200 || status >= 300) return null;
  const copy = /^\/api\/originals\/([^/]+)\/copy\.pdf$/.exec(path)?.[1];
  if (copy) return { copy: { originalId: copy, sha256: createHash('sha256').update(body).digest('hex') } };
  const [, family = '', id = ''] =
    /^\/api\/(originals|scans|dossiers|handovers|office-images)\/([^/?]+)/.exec(path) ?? [];
  if (family === '' || body.length === 0 || body[0] !== 0x7b) return null;
  const shown = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  if (family === 'office-images') return { images: (shown as unknown as ImageList).images.map((image) => image.id) };
  if (family === 'handovers') {
    const { taken, proofs } = shown as unknown as HandoverDetail;
    return { handover: { originalId: id, taken: taken !== null, proofs: proofs.map((one) => one.portalCode) } };
  }
  if (family === 'scans') return { scan: { id, pages: Number(shown['pages']) } };
  if (family === 'dossiers') {
    return typeof shown['code'] === 'string' && shown['id'] === id ? { dossier: { id, code: shown['code'] } } : null;
  }
  if (shown['id'] !== id || typeof shown['state'] !== 'string') return null;
  const originals = { id, state: shown['state'], version: Number(shown['version']) };
  if (method !== 'GET') return { originals };
  const pages = (shown['pages'] as { id: string }[]).map((page) => page.id);
  return { originals, pages, registerNumber: shown['registerNumber'] as string | null };
}
