import { ContentCodings } from './content-coding.ts';
import { hostOf } from './destination.ts';
import { heldError } from './failure-of-route.ts';
import { type Line, type LineSettings, openLine } from './line.ts';
import { leadsTo } from './route-policy.ts';
import { SocketMeter } from './socket-meter.ts';

/** A line that also tells what it carried. */
export interface MeteredLine extends Line {
  /** Bytes by the office's name of the line they went by; only of lines that have one. */
  carried(): Readonly<Record<string, number>>;
}

/**
 * Opens a way with those that are taken when it does not lead there: for questions, which may be asked twice. Whoever runs
 * in a thread has this instead of the office's lines; which of them may be taken, and in which order, is said when it
 * begins.
 */
export function openWay(settings: LineSettings): MeteredLine {
  const { further = [], closed, ...first } = settings;
  const ways = closed
    ? []
    : [first, ...further].map((way) => {
        const meter = new SocketMeter();
        const { name, reaches = [] } = way;
        return { name, reaches, meter, line: openLine(way, (socket) => meter.watch(socket)) };
      });
  const leading = (host: string) => ways.filter((way) => leadsTo(way, host));
  return {
    codings: new ContentCodings(),
    fetch: async (url, request) => {
      let failure: Error = heldError(ways.length === 0 ? 'quota' : 'nowhere');
      for (const { line } of leading(hostOf(url))) {
        try {
          return await line.fetch(url, request);
        } catch (error) {
          if (request.signal.aborted || !(error instanceof Error)) throw error;
          failure = error;
        }
      }
      throw failure;
    },
    resolve: async (host) => {
      for (const { line } of leading(host)) {
        const found = await line.resolve(host);
        if (found.length > 0) return found;
      }
      return [];
    },
    dropIdle: () => {
      for (const { line } of ways) line.dropIdle();
    },
    close: () => {
      for (const { line } of ways) line.close();
    },
    carried: () =>
      Object.fromEntries(ways.flatMap(({ name, meter }) => (name === undefined ? [] : [[name, meter.read()]]))),
  };
}
