import type { Contender, WeakLineFigures } from './weak-line.ts';

/** What is aimed at: bytes on the wire over payload, and time over payload ÷ speed. */
export const weakLineAims = { bytes: 1.05, time: 1.15 } as const;

/** The figures of one line as lines of text. */
export function weakLineReport({ line, station, curlWhole, curlResumed, mostSeconds }: WeakLineFigures): string {
  const { bitsPerSecond, roundTripMs, resetMs, dossiers, bytes } = line;
  const payload = dossiers * bytes;
  const ideal = (payload * 8) / bitsPerSecond;
  const one = (name: string, { through, seconds, wireBytes }: Contender): string =>
    `  ${name.padEnd(28)} ${`${through}/${dossiers}`.padStart(6)} ${`${seconds.toFixed(0)} s`.padStart(8)} ${(seconds / ideal).toFixed(2).padStart(7)} × ${(wireBytes / payload).toFixed(3).padStart(8)} ×`;
  const verdict = (value: number, most: number): string => `aim: at most ${most}, ${value <= most ? 'met' : 'missed'}`;
  return [
    `${dossiers} copies of ${bytes / 1000} KB over ${bitsPerSecond / 1000} kbit/s, round trip ${roundTripMs} ms, every connection reset about every ${resetMs / 1000} s;`,
    `payload ÷ speed is ${ideal.toFixed(0)} s. Ours also sends the dossiers and their steps; curl runs stop after ${mostSeconds} s.`,
    `  ${''.padEnd(28)} ${'arrived'.padStart(6)} ${'time'.padStart(8)} ${'÷ ideal'.padStart(8)} ${'wire ÷ payload'.padStart(10)}`,
    one('station', station),
    one('curl, the whole file again', curlWhole),
    one('curl -C, behind what is there', curlResumed),
    `  time ${verdict(station.seconds / ideal, weakLineAims.time)}; bytes ${verdict(station.wireBytes / payload, weakLineAims.bytes)}`,
  ].join('\n');
}
