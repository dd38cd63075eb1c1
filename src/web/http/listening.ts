import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Logger } from '../../common/log.ts';
import type { App } from '../app.ts';
import { isOneOfTheLan, loopback, type Place, placeToListen, rememberPlace } from './place-to-listen.ts';

/** Between two looks whether the address is on this machine, milliseconds. */
const lookMs = 2_000;

interface Parts {
  /** The state folder. */
  readonly state: string;
  /** Where the settings say. */
  readonly wanted: Place;
  readonly log: Logger;
  /** The address went or came. */
  readonly onChange: () => void;
}

/**
 * Where the station takes connections. An address of the LAN can be missing when the station starts (the cable is not
 * plugged in, the router gave another one) and can go while it runs. Neither ends the service: as soon as the address is
 * missing the station can be reached at the box itself, and the address serves again when it is back.
 */
export class Listening {
  readonly #parts: Parts;
  /** What listens beside the server itself, by host. */
  readonly #doors = new Map<string, Server>();
  #app: App | null = null;
  #place: Place;
  #absent: boolean;
  #failed: string | null = null;
  /** The last look could not be made. */
  #blind = false;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#place = parts.wanted;
    this.#absent = !isHere(parts.wanted.host);
  }

  /** The address of the settings, while no network of this machine that has a carrier bears it; otherwise null. */
  get absent(): string | null {
    return this.#absent ? this.#parts.wanted.host : null;
  }

  /** Where the station can be asked from the box: `https://host:port`. */
  get atBox(): string {
    const host = this.#doors.has(loopback) ? loopback : this.#place.host;
    return `https://${host}:${this.#place.port}`;
  }

  /** Begins to listen; answers the address, `https://host:port`. Rejects where nothing can be listened on. */
  async open(app: App): Promise<string> {
    const { state, wanted, log } = this.#parts;
    const { place, refused } = await placeToListen(state, wanted);
    const isGone = refused === 'EADDRNOTAVAIL' && !isOneOfTheLan(place.host);
    if (refused !== null && !isGone)
      log.error({ code: 'START-LISTEN-ELSEWHERE', wanted, instead: place, refused }, 'listening');
    const address = await app.listen({ ...place });
    this.#passOver(app.server);
    this.#place = { host: place.host, port: Number(new URL(address).port) };
    this.#app = app;
    if (refused === null) await this.#remember();
    if (this.absent !== null) this.#say();
    if (isOneOfTheLan(wanted.host)) this.#lookAgain();
    return address;
  }

  /** Takes no connection any more, and waits for the end of those there are. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(
      [...this.#doors.values()].map((door) => new Promise<void>((resolve) => door.close(() => resolve()))),
    );
  }

  #lookAgain(): void {
    if (this.#closed) return;
    this.#looking = this.#look();
    void this.#looking.then(() => {
      if (this.#closed) return;
      this.#timer = setTimeout(() => this.#lookAgain(), lookMs);
      this.#timer.unref();
    });
  }

  async #look(): Promise<void> {
    const { wanted, onChange, log } = this.#parts;
    let absent = this.#absent;
    try {
      absent = !isHere(wanted.host);
      this.#blind = false;
    } catch (err) {
      // No descriptor is free, say: nothing is known of the addresses, so that nothing changes until the next look.
      if (!this.#blind) log.error({ err }, 'the addresses of this machine cannot be read');
      this.#blind = true;
      return;
    }
    const served = await this.#serve(absent ? loopback : wanted.host);
    if (served && !absent) await this.#remember();
    if (absent === this.#absent) return;
    this.#absent = absent;
    this.#say();
    onChange();
  }

  /** Opens another door to the same server; what listens already stays as it is. Answers whether there is a new one. */
  async #serve(host: string): Promise<boolean> {
    const app = this.#app;
    const { host: lan, port: wanted } = this.#parts.wanted;
    const port = host === lan && wanted !== 0 ? wanted : this.#place.port;
    if (app === null || host === this.#place.host || this.#doors.has(host)) return false;
    const door = createServer({ noDelay: true }, (socket) => app.server.emit('connection', socket));
    try {
      door.listen({ host, port, exclusive: true });
      await once(door, 'listening');
    } catch (err) {
      // Tried again at each look, said once: an address that has only just come is not always ready.
      if (this.#failed !== host) this.#parts.log.warn({ err, host }, 'an address cannot be listened on yet');
      this.#failed = host;
      return false;
    }
    this.#failed = null;
    this.#passOver(door);
    this.#doors.set(host, door);
    this.#parts.log.info({ listening: host }, 'one more address is served');
    return true;
  }

  /** A connection that cannot be taken (no memory, no descriptor) ends neither the door nor the station. */
  #passOver(door: Server): void {
    door.on('error', (err) => this.#parts.log.warn({ err }, 'a connection could not be taken'));
  }

  /** Known at the next start only: a disk that is full now keeps nobody from working. */
  async #remember(): Promise<void> {
    const { state, wanted, log } = this.#parts;
    await rememberPlace(state, wanted).catch((err: unknown) => log.warn({ err }, 'the address is not remembered'));
  }

  #say(): void {
    const { log, wanted } = this.#parts;
    const { host } = wanted;
    if (!this.#absent) log.info({ host }, 'the address of the settings is back');
    else log.error({ code: 'STATION-LAN-ABSENT', host }, 'the address of the settings is not on this machine');
  }
}

/** Whether the address is there; those of the machine alone, and the one for all its addresses, always are. */
function isHere(host: string): boolean {
  // libuv leaves out the interfaces without a carrier.
  const here = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return !isOneOfTheLan(host) || here.some(({ address }) => address === host);
}
