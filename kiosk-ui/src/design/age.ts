import { lampWords } from '../words/lamps.ts';

/** How long ago, in the words of a reminder. */
export function age(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return lampWords('age.now');
  if (minutes < 60) return lampWords('age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? lampWords('age.hours', { count: hours })
    : lampWords('age.days', { count: Math.floor(hours / 24) });
}
