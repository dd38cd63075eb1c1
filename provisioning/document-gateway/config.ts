import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { parse } from 'smol-toml';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const text = (limit: number) => Type.String({ minLength: 1, maxLength: limit });
const url = Type.String({ pattern: '^https?://[\\x21-\\x7e]+$', maxLength: 500 });
const days = Type.Integer({ minimum: 1, maximum: 3660 });

const GatewayFile = Type.Object(
  {
    listen: Type.String({ pattern: '^[0-9a-fA-F.:\\[\\]]+:[0-9]{1,5}$' }),
    'public-url': url,
    'tus-url': url,
    state: text(300),
    'max-bytes': Type.Integer({ minimum: 1 }),
    'link-days': days,
    'grace-days': days,
    'keep-days': days,
    'upload-days': Type.Optional(days),
    stations: Type.Array(
      Type.Object(
        { name: text(100), 'token-sha256': Type.String({ pattern: '^[0-9a-f]{64}$' }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10_000 },
    ),
    callers: Type.Array(
      Type.Object(
        { name: text(100), networks: Type.Array(text(60), { minItems: 1, maxItems: 100 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { additionalProperties: false },
);
type GatewayFile = Static<typeof GatewayFile>;

/** Who may fetch: a name for the notes and the networks it calls from. */
export interface Caller {
  readonly name: string;
  readonly networks: BlockList;
}

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly tusUrl: string;
  /** The folder of the database and of the links' key. */
  readonly state: string;
  readonly maxBytes: number;
  /** How long a link opens, how long a fetched file stays, how long one that nobody fetched: milliseconds. */
  readonly linkMs: number;
  readonly graceMs: number;
  readonly keepMs: number;
  /** How long an upload that nobody works on waits for its link, milliseconds. */
  readonly uploadMs: number;
  /** Name by the SHA-256 of the token, in hexadecimal. */
  readonly stations: ReadonlyMap<string, string>;
  readonly callers: readonly Caller[];
}

/** Reads the gateway's file. An exception names the place that is wrong: the service does not start. */
export function readConfig(path: string): GatewayConfig {
  const file: unknown = parse(readFileSync(path, 'utf8'));
  const [fault] = Value.Errors(GatewayFile, file);
  if (fault !== undefined) throw new Error(`${path}: ${fault.instancePath || '/'} ${fault.message}`);
  return configOf(file as GatewayFile);
}

/** Longer than a commune is cut off; an upload that went meanwhile begins afresh. */
const uploadDaysUsual = 30;

function configOf(file: GatewayFile): GatewayConfig {
  const at = file.listen.lastIndexOf(':');
  const day = 86_400_000;
  return {
    host: file.listen.slice(0, at).replaceAll(/[[\]]/g, ''),
    port: Number(file.listen.slice(at + 1)),
    publicUrl: file['public-url'].replace(/\/+$/, ''),
    tusUrl: file['tus-url'].replace(/\/+$/, ''),
    state: file.state,
    maxBytes: file['max-bytes'],
    linkMs: file['link-days'] * day,
    graceMs: file['grace-days'] * day,
    keepMs: file['keep-days'] * day,
    uploadMs: (file['upload-days'] ?? uploadDaysUsual) * day,
    stations: new Map(file.stations.map((station) => [station['token-sha256'], station.name])),
    callers: file.callers.map(({ name, networks }) => ({ name, networks: blockListOf(networks) })),
  };
}

/** The networks as one list. An exception for what is no address and no `address/prefix`. */
export function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const version = isIP(address);
    if (version === 0) throw new Error(`${network} is no network`);
    const family = version === 4 ? 'ipv4' : 'ipv6';
    const bits = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix);
    list.addSubnet(address, bits, family);
  }
  return list;
}
