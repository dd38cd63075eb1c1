/** What the desk keeps of an identity card's QR code. */
export interface Card {
  readonly name: string;
  readonly identityNumber: string;
}

/** The fields of the code: number, old number, name, birth, sex, address, issue; newer cards carry up to four more. */
const fieldCount = { min: 6, max: 11 } as const;

/** Longer input is no card's. */
const longest = 1000;

/**
 * Reads the text of a card's QR code as a barcode reader types it:
 * `soCCCD|soCMND|HoTen|ddMMyyyy|GioiTinh|DiaChi|ddMMyyyy`. What stood in the field before it is passed over.
 * Only name and number come out; null when it is something else.
 */
export function readCard(text: string): Card | null {
  if (text.length > longest) return null;
  const code = /(?:^|\D)(\d{12}\|.*)$/s.exec(text.trim())?.[1];
  if (code === undefined) return null;
  const fields = code.split('|').map((field) => field.trim());
  if (fields.length < fieldCount.min || fields.length > fieldCount.max) return null;
  const [identityNumber = '', oldNumber = '', rawName = '', birth = ''] = fields;
  if (!/^(\d{9}|\d{12})?$/.test(oldNumber) || !/^\d{8}$/.test(birth)) return null;
  const name = rawName.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return name === '' || /\d/.test(name) ? null : { name, identityNumber };
}

/** Whether a text may be the beginning of a card's code, so that it is no name. */
export function looksLikeCard(text: string): boolean {
  return text.includes('|');
}

/** A name of several words without any mark: a reader may have lost them. */
export function hasNoMarks(name: string): boolean {
  return /^[A-Za-z ]+$/.test(name.trim()) && name.trim().includes(' ');
}
