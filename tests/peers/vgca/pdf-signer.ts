/**
 * Signs a PDF as a signing program of others does: an incremental update of its own spelling, written without any part of
 * the station, with a CMS of the openssl program (which states the time of signing and does not name its certificate).
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Key and certificate of a token, in software. */
export interface SoftToken {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface SigningHabits {
  /** Left, bottom, right, top on the last page, in points. */
  readonly rectangle: readonly [number, number, number, number];
  readonly fieldName: string;
  /** The ink: red, green, blue from 0 to 1. */
  readonly ink: readonly [number, number, number];
  /** Where the form is put: an object of its own, or the catalog itself. */
  readonly form?: 'object' | 'catalog';
  /** Whether it writes producer and date anew into the document's information. */
  readonly stampsInformation?: boolean;
  /** Draws with this content instead of a scrawl. */
  readonly content?: string;
  /** Puts the field on the first page. */
  readonly onFirstPage?: boolean;
  /** Entries to put into the catalog, such as an action. */
  readonly catalogExtra?: string;
  readonly subFilter?: string;
  /** What `openssl cms` is told beside the usual. */
  readonly cmsOptions?: readonly string[];
  readonly at?: Date;
}

const contentsBytes = 12_000;

/** The signed file: exactly the given one with an update behind it. */
export async function signPdf(pdf: Buffer, token: SoftToken, habits: SigningHabits): Promise<Buffer> {
  const file = new Reading(pdf);
  const { size, root, info, id, startxref } = file.trailer();
  const catalog = file.object(root);
  const pages = references(/\/Kids \[([^\]]*)\]/.exec(file.object(reference(catalog, 'Pages')))?.[1] ?? '');
  const page = (habits.onFirstPage ? pages[0] : pages.at(-1)) ?? 0;
  const [appearance, value, field, form] = [size, size + 1, size + 2, size + 3];
  const [left, bottom, right, top] = habits.rectangle;
  const [width, height] = [right - left, top - bottom];
  const [red, green, blue] = habits.ink;
  const content =
    habits.content ??
    `q ${red} ${green} ${blue} RG 2 w 4 4 m ${width / 3} ${height - 4} ${width / 2} 6 ${width - 4} ${height / 2} c S Q`;
  const objects = new Map<number, string>();
  objects.set(
    appearance,
    `<</Type/XObject\n/Subtype/Form/FormType 1/Resources<<>>/BBox[0 0 ${width} ${height}]/Matrix [1 0 0 1 0 0]/Length ${content.length}>>stream\r\n${content}\r\nendstream`,
  );
  objects.set(
    field,
    `<</FT/Sig/T(${habits.fieldName})/F 132/Type/Annot/Subtype/Widget/Rect[${left} ${bottom} ${right} ${top}]/P ${page} 0 R/V ${value} 0 R/AP<</N ${appearance} 0 R>>>>`,
  );
  const before = file.object(page);
  objects.set(
    page,
    before.includes('/Annots [') || before.includes('/Annots[')
      ? before.replace(/\/Annots ?\[/, (start) => `${start}\n`).replace(/(\/Annots ?\[[^\]]*)\]/, `$1 ${field} 0 R]`)
      : withKey(before, `/Annots[${field} 0 R]`),
  );
  const old = /\/AcroForm (\d+) 0 R/.exec(catalog)?.[1];
  const extra = habits.catalogExtra ?? '';
  if (old !== undefined) {
    objects.set(Number(old), withField(file.object(Number(old)), field));
    if (extra !== '') objects.set(root, withKey(catalog, extra));
  } else if (catalog.includes('/AcroForm')) objects.set(root, withKey(withField(catalog, field), extra));
  else if (habits.form === 'catalog') {
    objects.set(root, withKey(catalog, `/AcroForm<</Fields[${field} 0 R]/SigFlags 3/DA(/Helv 0 Tf 0 g )>>${extra}`));
  } else {
    objects.set(form, `<</Fields[${field} 0 R]\n/SigFlags 3>>`);
    objects.set(root, withKey(catalog, `/AcroForm ${form} 0 R${extra}`));
  }
  const at = habits.at ?? new Date();
  if (habits.stampsInformation) {
    const stamped = file.object(info).replaceAll(/\/(Producer|ModDate) ?(\([^)]*\)|<[0-9a-f]*>)/g, '');
    objects.set(info, withKey(stamped, `/Producer(Trinh ky; modified)/ModDate(${pdfDate(at)})`));
  }
  const placeholder = '0'.repeat(contentsBytes * 2);
  objects.set(
    value,
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/${habits.subFilter ?? 'adbe.pkcs7.detached'}/Name(Ng\\355\\376i k\\375)/M(${pdfDate(at)})/ByteRange [0 ********** ********** **********]/Contents <${placeholder}>>>`,
  );
  const pieces: string[] = [];
  const offsets = new Map<number, number>();
  let end = pdf.length;
  const add = (text: string): void => {
    pieces.push(text);
    end += text.length;
  };
  for (const [number, text] of objects) {
    offsets.set(number, end);
    add(`${number} 0 obj\n${text}\nendobj\n`);
  }
  const table = end;
  add('xref\n0 1\n0000000000 65535 f \n');
  for (const [number, offset] of [...offsets].sort(([a], [b]) => a - b)) {
    add(`${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  }
  const newId = Buffer.from(`${end}:${at.getTime()}`).toString('hex').padEnd(32, '0').slice(0, 32);
  add(
    `trailer\n<</Size ${Math.max(size, ...[...objects.keys()].map((each) => each + 1))}/Root ${root} 0 R/Info ${info} 0 R/ID [${id}<${newId}>]/Prev ${startxref}>>\n%Phan mem ky so thu nghiem\nstartxref\n${table}\n%%EOF\n`,
  );
  const whole = Buffer.concat([pdf, Buffer.from(pieces.join(''), 'latin1')]);
  const from = whole.lastIndexOf(`/Contents <${placeholder}`) + '/Contents '.length;
  const to = from + placeholder.length + 2;
  const range = [from, to, whole.length - to].map((each) => String(each).padStart(10, ' '));
  whole.write(`[0 ${range.join(' ')}]`, whole.lastIndexOf('[0 **********'), 'latin1');
  const cms = await detachedCms(Buffer.concat([whole.subarray(0, from), whole.subarray(to)]), token, habits);
  whole.write(cms.toString('hex'), from + 1, 'latin1');
  return whole;
}

async function detachedCms(content: Buffer, token: SoftToken, habits: SigningHabits): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-vgca-'));
  try {
    await writeFile(join(folder, 'content'), content);
    await writeFile(join(folder, 'certificate.pem'), token.certificatePem);
    await writeFile(join(folder, 'key.pem'), token.privateKeyPem, { mode: 0o600 });
    await run(
      'openssl',
      [
        ...['cms', '-sign', '-binary', '-in', 'content', '-outform', 'DER', '-out', 'cms', '-md', 'sha256'],
        ...['-signer', 'certificate.pem', '-inkey', 'key.pem', '-nosmimecap', ...(habits.cmsOptions ?? [])],
      ],
      { cwd: folder },
    );
    return await readFile(join(folder, 'cms'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const reference = (dict: string, key: string): number => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dict)?.[1]);
const references = (list: string): number[] => [...list.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));
const withKey = (dict: string, entry: string): string => dict.replace(/>>\s*$/, `${entry}>>`);
const withField = (dict: string, field: number): string =>
  dict.replace(/\/Fields ?\[([^\]]*)\]/, `/Fields[$1 ${field} 0 R]`);

/** Hanoi time. */
function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  return `D:${local}+07'00'`;
}

/** The few things a signing program must find in the file that it gets. */
class Reading {
  readonly #text: string;

  constructor(pdf: Buffer) {
    this.#text = pdf.toString('latin1');
  }

  trailer(): { size: number; root: number; info: number; id: string; startxref: number } {
    const last = this.#text.slice(this.#text.lastIndexOf('trailer'));
    return {
      size: Number(/\/Size (\d+)/.exec(last)?.[1]),
      root: reference(last, 'Root'),
      info: reference(last, 'Info'),
      id: /\/ID ?\[\s*(<[0-9a-fA-F]*>)/.exec(last)?.[1] ?? '<00>',
      startxref: Number(/startxref\s+(\d+)/.exec(last)?.[1]),
    };
  }

  /** The newest text between `obj` and `endobj`. */
  object(number: number): string {
    const start = this.#text.lastIndexOf(`\n${number} 0 obj`);
    const end = this.#text.indexOf('endobj', start);
    return this.#text.slice(start + `\n${number} 0 obj`.length, end).trim();
  }
}
