import { encode } from 'uqr';
import { type CosObject, hex } from '../cos/objects.ts';
import { serialise, serialiseNumber } from '../cos/serialise.ts';
import type { FontFiles } from './fonts.ts';
import { importer } from './from-pdf-lib.ts';
import type { PlacedAttestation, Run } from './layout.ts';
import { type Cut, parsedFont } from './typeface.ts';

/** What pdf-lib contributes to a copy, as numbered objects of our own model. */
export interface PdfAParts {
  readonly objects: readonly CosObject[];
  readonly info: number;
  readonly metadata: number;
  readonly outputIntent: number;
  /** The embedded subsets; a cut that no run uses is not there. */
  readonly fonts: ReadonlyMap<Cut, number>;
  /** The glyph codes of each run, in the order of the runs. */
  readonly encoded: readonly Uint8Array[];
}

export interface DocumentFacts {
  readonly title: string;
  readonly subject: string;
  readonly keywords?: string;
  /** Epoch milliseconds; seconds are kept. */
  readonly at: number;
}

/** Names of the subsets, with the tag of six capitals that ISO 32000-1 §9.6.4 asks for. */
const subsetNames: Record<Cut, string> = {
  regular: 'TRAMRG+LiberationSerif',
  bold: 'TRAMBD+LiberationSerif-Bold',
};

/** The names of the cuts in the page's font resources. */
export const fontNames: Record<Cut, string> = { regular: 'FR', bold: 'FB' };

/**
 * Embeds the glyphs of `runs`, and makes the XMP packet, the matching document information and the sRGB output intent
 * of PDF/A-2b (ISO 19005-2 §6.2.3, §6.6.2).
 */
export async function pdfaParts(
  runs: readonly Run[],
  files: FontFiles,
  facts: DocumentFacts,
  allocate: () => number,
): Promise<PdfAParts> {
  // Loaded when first needed: the service's start does not wait for it.
  const lib = await import('@cantoo/pdf-lib');
  const document = await lib.PDFDocument.create({ updateMetadata: false });
  const date = new Date(Math.floor(facts.at / 1000) * 1000);
  document.setTitle(facts.title);
  document.setSubject(facts.subject);
  if (facts.keywords !== undefined) document.setKeywords([facts.keywords]);
  document.setProducer('Trạm');
  document.setCreationDate(date);
  document.setModificationDate(date);

  const embedded = new Map<Cut, Awaited<ReturnType<typeof document.embedFont>>>();
  for (const cut of new Set(runs.map((run) => run.cut))) {
    const font = await parsedFont(files[cut]);
    document.registerFontkit({ create: () => font });
    embedded.set(cut, await document.embedFont(files[cut], { subset: true, customName: subsetNames[cut] }));
  }
  const encoded = runs.map((run) => embedded.get(run.cut)?.encodeText(run.text).asBytes() ?? new Uint8Array());
  await document.flush();
  document.convertToPDFA({ conformance: '2B' });

  const { take, objects } = importer(lib, document.context, allocate);
  const reference = (value: unknown): number => {
    if (!(value instanceof lib.PDFRef)) throw new TypeError('pdf-lib keeps this part as an indirect object');
    return take(value);
  };
  const intents = document.catalog.lookup(lib.PDFName.of('OutputIntents'), lib.PDFArray);
  const parts = {
    info: reference(document.context.trailerInfo.Info),
    metadata: reference(document.catalog.get(lib.PDFName.of('Metadata'))),
    outputIntent: reference(intents.get(0)),
    fonts: new Map([...embedded].map(([cut, font]) => [cut, reference(font.ref)] as const)),
  };
  return { ...parts, objects, encoded };
}

/** The content stream of the attestation page: text and one thin rule, nothing else. */
export function textContent(placed: PlacedAttestation, encoded: readonly Uint8Array[]): string {
  const n = serialiseNumber;
  const lines = placed.runs.map((run, index) => {
    const glyphs = serialise(hex(encoded[index] ?? new Uint8Array()));
    const font = `${inks[run.colour]} /${fontNames[run.cut]} ${n(run.size)} Tf`;
    return `${font} 1 0 0 1 ${n(run.x)} ${n(run.y)} Tm ${glyphs} Tj`;
  });
  const { rule } = placed;
  const stroke = rule === undefined ? [] : [`0.4 w ${n(rule.left)} ${n(rule.y)} m ${n(rule.right)} ${n(rule.y)} l S`];
  return [...stroke, ...modules(placed.qr), 'BT', ...lines, 'ET'].join('\n');
}

/** The dark modules of a QR code (ISO/IEC 18004), each row's runs as rectangles, with a quiet zone of four modules. */
function modules(qr: PlacedAttestation['qr']): string[] {
  if (qr === undefined) return [];
  const { data } = encode(qr.text, { ecc: 'M', border: 4 });
  const side = qr.side / data.length;
  const rows = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      const at = [qr.left + x * side, qr.bottom + (data.length - 1 - y) * side, (end - x) * side, side];
      return [`${at.map(serialiseNumber).join(' ')} re`];
    }),
  );
  return ['0 g', ...rows, 'f'];
}

const inks: Record<Run['colour'], string> = { black: '0 g', blue: '0 0.15 0.6 rg' };
