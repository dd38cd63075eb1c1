/** Bytes of a megabyte, the smaller of its two meanings: a file within the limit is within it by either. */
export const megabyte = 1_000_000;

/** What a file's name may be made of. ASCII only, and nothing of a person. */
export interface FileNameParts {
  readonly dossier: string;
  readonly ordinal: number;
  readonly number: number;
  readonly volume: number;
  readonly year: number;
}

/** The file's name by the office's pattern, which the setting's schema holds to ASCII and these parts. */
export function copyFileName(pattern: string, parts: FileNameParts): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const texts: Readonly<Record<string, string>> = {
    dossier: parts.dossier,
    ordinal: two(parts.ordinal),
    number: two(parts.number),
    volume: two(parts.volume),
    year: String(parts.year),
  };
  return pattern.replaceAll(/\{(\w+)\}/g, (_, part: string) => texts[part] ?? '').replaceAll(/[^A-Za-z0-9._-]/g, '-');
}
