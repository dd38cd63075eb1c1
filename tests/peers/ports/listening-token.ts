import type { TokenPort } from '../../../src/devices/token/index.ts';

/** What reached a token port: each PIN as it was, and the very buffer, to see whether it is wiped afterwards. */
export interface Heard {
  readonly pin: string;
  readonly buffer: Buffer;
  readonly allowFinalTry: boolean;
}

/** Passes everything on to a real token port and writes down the PINs that come by. */
export function listeningToken(real: TokenPort, heard: Heard[]): TokenPort {
  return {
    inspect: () => real.inspect(),
    signDigests: (request) => {
      const { pin, allowFinalTry } = request;
      heard.push({ pin: pin.toString('utf8'), buffer: pin, allowFinalTry });
      return real.signDigests(request);
    },
    stop: () => real.stop(),
  };
}
