import { REGISTER_TYPES, type RegisterNumber } from './register-types.ts';

const types = REGISTER_TYPES.toSorted((a, b) => b.length - a.length).join('|');
/** However an office words the line, the number comes before the volume, and the volume has one form. */
const written = new RegExp(
  `số chứng thực\\D{0,20}(\\d{1,6})\\D{1,60}?(\\d{1,3})/(\\d{4})-(${types})(?![\\p{L}/])`,
  'iu',
);

/** The register number that the text of an attestation page says; null where it says none, or none that can be one. */
export function readRegisterNumber(text: string): RegisterNumber | null {
  const [, number, volume, year, type] = written.exec(text.normalize('NFC')) ?? [];
  const registerType = REGISTER_TYPES.find((one) => one === type);
  if (registerType === undefined || Number(number) < 1 || Number(volume) < 1) return null;
  return { registerType, year: Number(year), volume: Number(volume), number: Number(number) };
}
