import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a program said, whether it was content or not. */
export interface Said {
  readonly status: number;
  readonly out: string;
}

/**
 * Runs a program in a folder of its own that holds `files` (name → bytes); the folder is gone afterwards.
 *
 * @returns what it said, and the files that it left behind
 */
export async function runWith(
  files: Readonly<Record<string, Uint8Array>>,
  program: string,
  ...args: readonly string[]
): Promise<Said & { readonly files: ReadonlyMap<string, Buffer> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-copies-'));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    const said = await run(program, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).then(
      ({ stdout, stderr }) => ({ status: 0, out: stdout + stderr }),
      (error: { code?: number; stdout?: string; stderr?: string }) => ({
        status: error.code ?? -1,
        out: `${error.stdout}${error.stderr}`,
      }),
    );
    const left = (await readdir(folder)).filter((name) => !(name in files)).sort();
    const made = await Promise.all(left.map(async (name) => [name, await readFile(join(folder, name))] as const));
    return { ...said, files: new Map(made) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The objects of a PDF as qpdf reads them, by `obj:N 0 R`; streams without their data. */
export async function qpdfObjects(pdf: Uint8Array): Promise<Record<string, QpdfObject>> {
  const said = await runWith({ 'copy.pdf': pdf }, 'qpdf', '--json=2', '--json-key=qpdf', 'copy.pdf');
  const { qpdf } = JSON.parse(said.out) as { qpdf: [unknown, Record<string, QpdfObject>] };
  return qpdf[1];
}

export interface QpdfObject {
  readonly value?: unknown;
  readonly stream?: { readonly dict: Readonly<Record<string, unknown>> };
}
