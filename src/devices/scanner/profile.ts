import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../../common/result.ts';
import type { ScannerDevice } from './port.ts';

const word = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\x00-\\x1f]+$' });
const words = Type.Array(word, { minItems: 1, maxItems: 10 });

/** A hardware profile: how one family of scanners names what the port asks for. Files: `hardware-profiles/*.toml`. */
export const profileSchema = Type.Object(
  {
    title: word,
    /** The SANE back end: the part of a device id before the first colon. */
    backend: Type.String({ pattern: '^[a-z0-9_]{2,32}$' }),
    /** Models as SANE reports them, compared without regard to case; empty for every model of the back end. */
    models: Type.Array(word, { maxItems: 40 }),
    /** USB ids, `vendor:product` in hexadecimal: for the readiness report and udev rules. */
    usb: Type.Array(Type.String({ pattern: '^[0-9a-f]{4}:[0-9a-f]{4}$' }), { maxItems: 40 }),
    /** `captured`: checked against the output of the driver; `documented`: taken from the driver's documents. */
    evidence: Type.Union([Type.Literal('captured'), Type.Literal('documented')]),
    notes: Type.String({ maxLength: 1000 }),
    /** The driver's words for each source, best first. A source that is missing is not offered. */
    source: Type.Object(
      { flatbed: Type.Optional(words), feeder: Type.Optional(words), 'feeder-duplex': Type.Optional(words) },
      { additionalProperties: false },
    ),
    mode: Type.Object({ color: words, gray: Type.Optional(words) }, { additionalProperties: false }),
    /** Resolutions that may be used, in dpi; the driver must offer them too. */
    resolutions: Type.Array(Type.Integer({ minimum: 50, maximum: 1200 }), { minItems: 1, maxItems: 20 }),
    /** Largest paper, in millimetres. */
    paper: Type.Object(
      { width: Type.Number({ minimum: 50, maximum: 1000 }), height: Type.Number({ minimum: 50, maximum: 6000 }) },
      { additionalProperties: false },
    ),
    /** True when the driver must be told the size of the paper (`--page-width`, `--page-height`) beside the area. */
    pageSize: Type.Boolean(),
    /** Further options, set in this order when the driver offers them. */
    options: Type.Array(
      Type.Object(
        { flag: Type.String({ pattern: '^--[a-z][a-z0-9-]{1,40}$' }), value: word },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
  },
  { additionalProperties: false },
);

export type HardwareProfile = Static<typeof profileSchema>;

/** Reads one profile. SCAN-PROFILE-INVALID names the file and the place when it is not TOML or does not fit the schema. */
export function parseProfile(file: string, text: string): Result<HardwareProfile> {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    return fail('SCAN-PROFILE-INVALID', { file, place: 'TOML' });
  }
  if (Value.Check(profileSchema, data)) return ok(data);
  const first = Value.Errors(profileSchema, data)[0];
  return fail('SCAN-PROFILE-INVALID', { file, place: first?.instancePath ?? '' });
}

/** Reads every profile of a folder, in the order of file names; the first that does not fit ends it. */
export async function loadProfiles(folder: string): Promise<Result<readonly HardwareProfile[]>> {
  const profiles: HardwareProfile[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.toml')).sort()) {
    const profile = parseProfile(file, await readFile(join(folder, file), 'utf8'));
    if (!profile.ok) return profile;
    profiles.push(profile.value);
  }
  return ok(profiles);
}

/** The profile of a scanner: the one that names its model, or else the one for its whole back end, or else `undefined`. */
export function profileFor(device: ScannerDevice, profiles: readonly HardwareProfile[]): HardwareProfile | undefined {
  const backend = device.id.slice(0, Math.max(0, device.id.indexOf(':')));
  const model = device.model.toLowerCase();
  const candidates = profiles.filter((profile) => profile.backend === backend);
  return (
    candidates.find((profile) => profile.models.some((m) => m.toLowerCase() === model)) ??
    candidates.find((profile) => profile.models.length === 0)
  );
}
