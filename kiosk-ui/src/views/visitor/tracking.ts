/** The letters of a tracking code: no I, L, O or U, which are read as 1, 1, 0 or not at all. */
export const letters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

export const codeLength = 10;

/** What was typed, without what no code has, and what looks like another letter put right. */
export function readTyped(typed: string): string {
  return [...typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')]
    .filter((letter) => letters.includes(letter))
    .slice(0, codeLength)
    .join('');
}

/** In two halves, as on the slip: `ABCDE 12345`. */
export function inHalves(code: string): string {
  return code.length > 5 ? `${code.slice(0, 5)} ${code.slice(5)}` : code;
}
