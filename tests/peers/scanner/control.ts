import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Sheet } from './machine.ts';
import type { ScannerPeer } from './server.ts';

/** The sides of an original as JPEGs, in order. */
export type OriginalSides = (id: string) => Promise<readonly Buffer[]>;

const jpeg = Type.String({ contentEncoding: 'base64', pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 40_000_000 });
const loadSchema = Type.Object(
  {
    /** `feeder`: sheets after those waiting; `platen`: the first side, laid on the glass. */
    to: Type.Union([Type.Literal('feeder'), Type.Literal('platen')]),
    /** Originals by name; every side becomes a sheet, or front and back of one with `twoSided`. */
    originals: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,60}$' }), { maxItems: 50 })),
    jpegs: Type.Optional(Type.Array(jpeg, { maxItems: 100 })),
    twoSided: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const page = Type.Integer({ minimum: 1, maximum: 1000 });
const faultSchema = Type.Union([
  Type.Object(
    { kind: Type.Enum(['none', 'cover-open', 'busy', 'off', 'on', 'unload']) },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Enum(['jam', 'hang', 'damaged-image']), page }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('slow'), ms: Type.Integer({ minimum: 1, maximum: 600_000 }) },
    { additionalProperties: false },
  ),
]);

export type LoadRequest = Static<typeof loadSchema>;
export type FaultRequest = Static<typeof faultSchema>;

/**
 * The hands at the machine, for another process: `POST /control/load` puts paper in, `POST /control/fault` breaks and mends
 * (`off` and `on` switch the machine, `unload` takes the paper out), `GET /control/state` tells what is there.
 * It listens apart from the scanner, so it still answers when that is off.
 */
export class ScannerControl {
  readonly #peer: ScannerPeer;
  readonly #originals: OriginalSides;
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => reply(response, 500, { error: String(error) }));
  });

  constructor(peer: ScannerPeer, originals: OriginalSides) {
    this.#peer = peer;
    this.#originals = originals;
  }

  /** Starts listening on 127.0.0.1 and returns the address. */
  async start(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    if (route === 'GET /control/state') return reply(response, 200, this.#state());
    if (route !== 'POST /control/load' && route !== 'POST /control/fault') return reply(response, 404, {});
    const body: unknown = JSON.parse(await text(request));
    if (route === 'POST /control/load' && Value.Check(loadSchema, body)) await this.#load(body);
    else if (route === 'POST /control/fault' && Value.Check(faultSchema, body)) await this.#break(body);
    else return reply(response, 400, { error: 'the body does not fit' });
    return reply(response, 200, this.#state());
  }

  #state() {
    const { machine, violations, accepted } = this.#peer;
    return {
      sheets: machine.sheetsLeft,
      adf: machine.adfState(),
      fault: machine.fault,
      jobs: accepted.length,
      violations,
    };
  }

  async #load({ to, originals = [], jpegs = [], twoSided = false }: LoadRequest): Promise<void> {
    const sides: Buffer[] = jpegs.map((data) => Buffer.from(data, 'base64'));
    for (const id of originals) sides.push(...(await this.#originals(id)));
    if (to === 'platen') this.#peer.machine.lay(sides[0]);
    else this.#peer.machine.load(sheetsOf(sides, twoSided));
  }

  async #break(fault: FaultRequest): Promise<void> {
    const { machine } = this.#peer;
    switch (fault.kind) {
      case 'off':
        return this.#peer.stop();
      case 'on':
        await this.#peer.start();
        return;
      case 'unload':
        return machine.unload();
      default:
        return machine.break(fault as Parameters<typeof machine.break>[0]);
    }
  }
}

function sheetsOf(sides: readonly Buffer[], twoSided: boolean): Sheet[] {
  if (!twoSided) return sides.map((front) => ({ front }));
  const sheets: Sheet[] = [];
  for (let i = 0; i < sides.length; i += 2) {
    const [front, back] = [sides[i], sides[i + 1]];
    if (front !== undefined) sheets.push(back === undefined ? { front } : { front, back });
  }
  return sheets;
}

async function text(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
