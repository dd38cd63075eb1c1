import type { Load } from './allowance.ts';

/** More destinations than an office has. */
export const mostDestinations = 64;

/** `host:port`, under which what is known of a destination is kept. */
export function originOf(url: string): string {
  return new URL(url).host;
}

export function hostOf(url: string): string {
  return new URL(url).hostname;
}

/** Loads of one kind to one destination take one line. */
export function keyOf(origin: string, { kind, urgent }: Load): string {
  return `${kind} ${urgent} ${origin}`;
}
