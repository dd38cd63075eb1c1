import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PAPERS, type Paper, REFUSAL_GROUNDS } from '../../../../src/certification/index.ts';
import { composeSlip, type SlipModel } from '../../../../src/certification/slips/index.ts';
import { loadSlipFonts, renderSlip, type SlipFonts } from '../../../../src/copies/index.ts';
import { qrRows } from '../../../../src/web/http/qr-rows.ts';
import { act, dossier, office, original, rate } from '../../certification/slips/facts.ts';

const run = promisify(execFile);

let fonts: SlipFonts;
beforeAll(async () => {
  const loaded = await loadSlipFonts();
  if (!loaded.ok) throw new Error(loaded.error.code);
  fonts = loaded.value;
});

const titles = ['Giấy khai sinh', 'Bằng tốt nghiệp', 'Học bạ trung học phổ thông kèm theo bảng điểm ba năm học'];
/** A row begins with its number and its title. */
const row = /^\d+\s(?:Giấy khai|Bằng tốt|Học bạ)/gm;
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => original(index + 1, 1 + (index % 7), index % 2, titles[index % 3]));

const reception = (count: number, requester = 'Giàng Thị Súa'): SlipModel =>
  composeSlip({ kind: 'reception', office, dossier: dossier({ originals: many(count), requester }), act });

function draw(model: SlipModel, paper: Paper): Promise<Uint8Array> {
  return renderSlip({ model, qr: null, paper, fonts });
}

/** Checks the file with qpdf and reads it with poppler's programs. */
async function read(pdf: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'tram-slip-'));
  try {
    const path = join(folder, 'slip.pdf');
    await writeFile(path, pdf);
    const [, info, text, embedded] = await Promise.all([
      run('qpdf', ['--check', path]),
      run('pdfinfo', [path]),
      run('pdftotext', ['-raw', path, '-']),
      run('pdffonts', [path]),
    ]);
    const pages = Number(/^Pages:\s*(\d+)$/m.exec(info.stdout)?.[1]);
    const size = /^Page size:\s*([\d.]+) x ([\d.]+)/m.exec(info.stdout)?.slice(1).map(Number) ?? [];
    const words = text.stdout
      .normalize('NFC')
      .replaceAll(/[\s\f]+/g, ' ')
      .trim();
    return { pages, size, words, byPage: text.stdout.split('\f'), fonts: embedded.stdout.trim().split('\n').slice(2) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each(PAPERS)('on %s', (paper) => {
  it('one original is one page of that size, its words in the order of reading, its fonts embedded as subsets', async () => {
    const slip = await read(await draw(reception(1), paper));
    expect(slip.pages).toBe(1);
    expect(slip.size.map((points) => Math.round((points * 25.4) / 72))).toEqual(
      paper === 'a5' ? [148, 210] : [210, 297],
    );
    const inOrder = [
      'ỦY BAN NHÂN DÂN XÃ NẬM PHAI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
      'Mã hồ sơ: H99.14-261120-00042',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Nậm Phai, ngày 20 tháng 11 năm 2026',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ 1. Tiếp nhận hồ sơ của: Giàng Thị Súa',
      '1 Giấy khai sinh 1 1 0',
      'Thời gian trả kết quả: 17 giờ 00 phút, thứ Sáu, ngày 20 tháng 11 năm 2026',
      'Mã tra cứu: ABCDE 12345',
      'NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) Giàng Thị Súa',
      'NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) Lò Thị Mận',
    ];
    const places = inOrder.map((part) => slip.words.indexOf(part));
    expect(places.map((place, index) => (place < 0 ? inOrder[index] : null)).filter(Boolean)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(slip.fonts).toHaveLength(3);
    for (const font of slip.fonts) expect(font).toMatch(/^TRAM[A-Z]{2}\+LiberationSerif.*Identity-H\s+yes yes yes/);
  });

  it('sixty originals go on over the pages: each of them once, the head on every page, the signatures not alone', async () => {
    const slip = await read(await draw(reception(60), paper));
    expect(slip.pages).toBeGreaterThan(2);
    expect(slip.pages).toBeLessThan(7);
    const rows = slip.byPage.join('\n').match(row) ?? [];
    expect(rows.map((one) => Number.parseInt(one, 10))).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    const withRows = slip.byPage.filter((page) => page.search(row) >= 0);
    for (const page of withRows) expect(page).toContain('STT');
    expect(slip.byPage[slip.pages - 1]).toMatch(/Mã tra cứu[\s\S]*NGƯỜI NỘP HỒ SƠ/);
    expect(slip.words).toContain(`Trang 1/${slip.pages}`);
  });

  it('every refusal is one page, with the ground and its law', async () => {
    for (const ground of Object.values(REFUSAL_GROUNDS)) {
      const common = { office, dossier: dossier(), act, original: original(1, 2), ground } as const;
      const slip = await read(
        await draw(composeSlip({ kind: 'refusal', ...common, reason: 'Trang 3 bị tẩy.' }), paper),
      );
      expect(slip.pages).toBe(1);
      expect(slip.words).toContain(`Lý do từ chối: ${ground.vi}`);
      expect(slip.words).toContain(ground.law);
    }
  });

  it('the rates are one page', async () => {
    const examples = Array.from({ length: 8 }, (_, index) => ({ pages: index + 1, total: 200_000 }));
    const slip = await read(await draw(composeSlip({ kind: 'rates', office, rate, examples }), paper));
    expect(slip.pages).toBe(1);
    expect(slip.words).toContain('200.000 đồng/bản');
  });

  it('names and reasons of any length wrap inside the paper, broken only where they must', async () => {
    const requester = `${'Nguyễn '.repeat(20)}${'W'.repeat(60)}`;
    const long = { ...original(1, 2), title: 'W'.repeat(500) };
    const common = { office, dossier: dossier({ requester, originals: [long] }), act };
    const reason = 'Một dòng\n'.repeat(110);
    const slips = [
      composeSlip({ kind: 'reception', ...common }),
      composeSlip({ kind: 'supplement', ...common, original: long, reason }),
    ];
    for (const model of slips) {
      const folder = await mkdtemp(join(tmpdir(), 'tram-slip-'));
      try {
        const path = join(folder, 'slip.pdf');
        await writeFile(path, await draw(model, paper));
        const { stdout } = await run('pdftotext', ['-bbox', path, '-']);
        const width = Number(/<page width="([\d.]+)"/.exec(stdout)?.[1]);
        const height = Number(/<page width="[\d.]+" height="([\d.]+)"/.exec(stdout)?.[1]);
        const boxes = [...stdout.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"/g)];
        expect(boxes.length).toBeGreaterThan(50);
        const outside = boxes.filter(([, x1, y1, x2, y2]) => {
          return Number(x1) < 25 || Number(y1) < 10 || Number(x2) > width - 25 || Number(y2) > height - 5;
        });
        expect(outside).toEqual([]);
        const letters = (text: string): number => [...text].filter((letter) => letter === 'W').length;
        expect(letters(stdout)).toBeGreaterThanOrEqual(letters(JSON.stringify(model)));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  });
});

/** Each toned vowel of Vietnamese, small and capital, and đ. */
const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const alphabet = [...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC'))), 'đ'];

it('every Vietnamese letter is drawn as itself, in all three cuts', async () => {
  const small = alphabet.join(' ');
  const all = `${small} ${small.toLocaleUpperCase('vi')}`;
  const slip = reception(1, all);
  const blocks: SlipModel['blocks'] = [
    { kind: 'paragraph', text: all, small: false },
    { kind: 'paragraph', text: all, small: true },
    { kind: 'field', number: null, label: 'Chữ đậm', value: all, strong: true },
  ];
  const model = { ...slip, blocks, signatures: [] };
  // The second time as the first: a face that is kept must not forget its letters.
  for (const pdf of [await draw(model, 'a4'), await draw(model, 'a4')]) {
    expect((await read(pdf)).words.split(all)).toHaveLength(4);
  }
});

it('the same slip is the same file, byte for byte', async () => {
  const [first, second] = [await draw(reception(3), 'a5'), await draw(reception(3), 'a5')];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
});

it('the QR code is one by its patterns, and stands on one page beside its address', async () => {
  const address = 'https://tra-cuu.nampai.example/nguoi-dan';
  const rows = qrRows(address);
  if (rows === null) throw new Error('an address has a code');
  const slip = composeSlip({
    kind: 'reception',
    office: { ...office, visitorAddress: address },
    dossier: dossier(),
    act,
  });
  const modules = rows.map((row) => [...row].map((module) => module === '1'));
  const pdf = await renderSlip({ model: slip, qr: modules, paper: 'a5', fonts });
  const { words, pages } = await read(pdf);
  expect(pages).toBe(1);
  expect(words).toContain(address);
  expect(rows.every((row) => row.length === rows.length)).toBe(true);
  // The three finder patterns, as ISO/IEC 18004 draws them.
  const corner = (y: number, x: number) => rows.slice(y, y + 7).map((row) => row.slice(x, x + 7));
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  const end = rows.length - 7;
  expect([corner(0, 0), corner(0, end), corner(end, 0)]).toEqual([finder, finder, finder]);
});

it('whatever is entered, there is a sound file', { timeout: 60_000 }, async () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, text, fc.constantFrom(...PAPERS), async (requester, title, paper) => {
      const own = dossier({ requester, originals: [original(1, 2, 0, title)] });
      const { pages } = await read(await draw(composeSlip({ kind: 'reception', office, dossier: own, act }), paper));
      expect(pages).toBeGreaterThan(0);
    }),
    { numRuns: 12 },
  );
});

it('fonts that are not there have their code', async () => {
  expect(await loadSlipFonts('/nowhere')).toMatchObject({ ok: false, error: { code: 'COPY-FONT-MISSING' } });
});
