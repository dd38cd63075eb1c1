import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { writeDurably } from '../../common/durable-file.ts';

/** An address of this machine and a TCP port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where the station listens, and, when that is not where the settings say, why not (the system's name for it). */
export interface Chosen {
  readonly place: Place;
  readonly refused: string | null;
}

const Kept = Type.Object({
  host: Type.String({ maxLength: 45 }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
});
const fileName = 'listening.json';

/** The address by which the machine reaches itself, with or without a network. */
export const loopback = '127.0.0.1';

/** Whether an IPv4 address is one of a network's: neither the machine's own (127.0.0.0/8) nor the one for all of them. */
export function isOneOfTheLan(host: string): boolean {
  return host !== '0.0.0.0' && !host.startsWith('127.');
}

/**
 * The place that the settings name, if it can be listened on. A setting that cannot be (a port kept for root, an address of
 * another machine) must not lock everybody out who could mend it: then it is the place where the station last listened, and
 * where that one cannot be either because the address is gone, the machine itself. Otherwise the wanted place is
 * answered, and listening on it fails by its own error.
 *
 * @param state  the state folder
 */
export async function placeToListen(state: string, wanted: Place): Promise<Chosen> {
  const refused = await refusal(wanted);
  if (refused === null) return { place: wanted, refused };
  const last = await lastPlace(state);
  const isAnother = last !== null && (last.host !== wanted.host || last.port !== wanted.port);
  if (isAnother && (await refusal(last)) === null) return { place: last, refused };
  const here = { host: loopback, port: wanted.port };
  if (refused === 'EADDRNOTAVAIL' && (await refusal(here)) === null) return { place: here, refused };
  return { place: wanted, refused: null };
}

/** Remembers the place where the station listens now. A port that the system chose is none to come back to. */
export async function rememberPlace(state: string, { host, port }: Place): Promise<void> {
  const last = await lastPlace(state);
  if (port === 0 || (last?.host === host && last.port === port)) return;
  await writeDurably(join(state, fileName), JSON.stringify({ host, port }));
}

async function lastPlace(state: string): Promise<Place | null> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(state, fileName), 'utf8'));
    return Value.Check(Kept, kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Null when the place can be listened on now; otherwise the system's name for why not. */
function refusal({ host, port }: Place): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
