import { count, size } from '../../design/format.ts';

/** The length of a bundle: in kilobytes where megabytes would say nothing. */
export function bytesOf(bytes: number): string {
  return bytes > 0 && bytes < 1_000_000 ? `${count(Math.ceil(bytes / 1000))} KB` : size(bytes);
}
