import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { writeDurably } from '../../common/durable-file.ts';

/** Where the backups are, beside the database: the setting that says so lies in the very file that may be damaged. */
const RememberedPlace = Type.Object(
  { folder: Type.String({ maxLength: 300 }), office: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
);
export type RememberedPlace = Static<typeof RememberedPlace>;

/** Its name in the state folder. */
export const rememberedPlaceFile = 'backup-place.json';

export async function rememberPlace(state: string, place: RememberedPlace): Promise<void> {
  await writeDurably(join(state, rememberedPlaceFile), `${JSON.stringify(place)}\n`);
}

export async function rememberedPlace(state: string): Promise<RememberedPlace | null> {
  try {
    const text = await readFile(join(state, rememberedPlaceFile), 'utf8');
    const value: unknown = text.length > 2000 ? null : JSON.parse(text);
    return Value.Check(RememberedPlace, value) ? value : null;
  } catch {
    return null;
  }
}
