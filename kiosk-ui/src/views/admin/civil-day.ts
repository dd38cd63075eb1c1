/** `21/11/2026` of `2026-11-21`. */
export function civilDay(date: string): string {
  return date.split('-').reverse().join('/');
}
