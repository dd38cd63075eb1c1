import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where a person would put the picture: above the name on the last page, a seal a little to the left of a signature. */
export async function placeAbove(
  pdf: Buffer,
  fullName: string,
  kind: 'signature' | 'seal',
): Promise<[number, number, number, number]> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-vgca-'));
  try {
    await writeFile(join(folder, 'in.pdf'), pdf);
    const { stdout } = await promisify(execFile)('pdftotext', ['-bbox', 'in.pdf', '-'], {
      cwd: folder,
      maxBuffer: 16 * 1024 * 1024,
    });
    const page = stdout.slice(stdout.lastIndexOf('<page '));
    const height = Number(/height="([\d.]+)"/.exec(page)?.[1]);
    const words = [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)];
    const name = fullName.normalize('NFC').split(' ');
    const at = words.findLastIndex((_, index) =>
      name.every((part, offset) => words[index + offset]?.[5]?.normalize('NFC') === part),
    );
    const [first, last] = [words[at], words[at + name.length - 1]];
    if (first === undefined || last === undefined) throw new Error('the name is not on the last page');
    const centre = (Number(first[1]) + Number(last[3])) / 2;
    const bottom = height - Number(first[2]) + 6;
    return kind === 'signature'
      ? [centre - 60, bottom, centre + 60, bottom + 60]
      : [centre - 100, bottom, centre - 20, bottom + 80];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
