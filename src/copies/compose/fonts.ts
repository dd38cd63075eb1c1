import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';

/** The two cuts of one serif face, as TrueType bytes. */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** Where Debian's package fonts-liberation2 puts Liberation Serif, the free face with the measures of Times New Roman. */
export const liberationFolder = '/usr/share/fonts/truetype/liberation2';

/** Reads Liberation Serif from `folder`. Error: COPY-FONT-MISSING. */
export async function loadFonts(folder: string = liberationFolder): Promise<Result<FontFiles>> {
  const read = (cut: string): Promise<Uint8Array> => readFile(join(folder, `LiberationSerif-${cut}.ttf`));
  try {
    const [regular, bold] = await Promise.all([read('Regular'), read('Bold')]);
    return ok({ regular, bold });
  } catch {
    return fail('COPY-FONT-MISSING');
  }
}
