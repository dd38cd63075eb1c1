import type { Turn } from '../certification/index.ts';
import type { Result } from '../common/result.ts';

/** Widths at which the screens show pages in small, in pixels: the desk's strip, the piles of signer and seal keeper. */
export const smallWidths: readonly number[] = [252, 160];

/** Which picture of a page. */
export interface PictureKey {
  readonly documentId: string;
  readonly widthPx: number;
  readonly turn: Turn;
}

/** What is held at most, in bytes: some eight hundred pages in both widths. */
const mostBytes = 16 * 1024 * 1024;

interface Making {
  readonly documentId: string;
  readonly picture: Promise<Result<Uint8Array>>;
  /** The page went while its picture was made. */
  gone: boolean;
}

/**
 * Small pictures of pages, in memory alone: one that is missing is made again from the kept page. The one that was asked
 * for longest ago goes first. Whoever asks has made sure that the page's key still exists.
 */
export class SmallPictures {
  readonly #most: number;
  /** By document, then by width and turn; in the order in which documents were last asked for. */
  readonly #byDocument = new Map<string, Map<string, Uint8Array>>();
  readonly #making = new Map<string, Making>();
  #bytes = 0;

  constructor(most: number = mostBytes) {
    this.#most = most;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The picture that is held; or made now, once for all who ask meanwhile. */
  async obtain(key: PictureKey, make: () => Promise<Result<Uint8Array>>): Promise<Result<Uint8Array>> {
    const { documentId } = key;
    const own = this.#byDocument.get(documentId);
    const held = own?.get(nameOf(key));
    if (own !== undefined && held !== undefined) {
      this.#hold(documentId, own);
      return { ok: true, value: held };
    }
    const name = `${documentId} ${nameOf(key)}`;
    const underWay = this.#making.get(name);
    if (underWay !== undefined) return await underWay.picture;
    const making: Making = { documentId, picture: make(), gone: false };
    this.#making.set(name, making);
    try {
      const made = await making.picture;
      if (made.ok && !making.gone) this.keep(key, made.value);
      return made;
    } finally {
      this.#making.delete(name);
    }
  }

  /** Holds a picture of one of the small widths; another is left. */
  keep(key: PictureKey, picture: Uint8Array): void {
    if (!smallWidths.includes(key.widthPx) || picture.length > this.#most) return;
    const own = this.#byDocument.get(key.documentId) ?? new Map<string, Uint8Array>();
    this.#bytes += picture.length - (own.get(nameOf(key))?.length ?? 0);
    own.set(nameOf(key), picture);
    this.#hold(key.documentId, own);
    for (const oldest of this.#byDocument.keys()) {
      if (this.#bytes <= this.#most) break;
      this.#drop(oldest);
    }
  }

  /** Its page is gone: nothing of it stays in memory. */
  forget(documentId: string): void {
    this.#drop(documentId);
    for (const making of this.#making.values()) if (making.documentId === documentId) making.gone = true;
  }

  /** The last in the order. */
  #hold(documentId: string, own: Map<string, Uint8Array>): void {
    this.#byDocument.delete(documentId);
    this.#byDocument.set(documentId, own);
  }

  #drop(documentId: string): void {
    for (const picture of this.#byDocument.get(documentId)?.values() ?? []) this.#bytes -= picture.length;
    this.#byDocument.delete(documentId);
  }
}

const nameOf = ({ widthPx, turn }: PictureKey): string => `${widthPx} ${turn}`;
