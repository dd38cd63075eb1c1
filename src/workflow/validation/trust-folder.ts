import { createHash, X509Certificate } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../../common/result.ts';
// Not by the room's index: the service starts without what the rest of the room needs.
import { kindOfRoot } from '../../copies/validation/known-authorities.ts';
import { type TrustKind, type TrustList, trustKinds } from '../../copies/validation/trust.ts';

/** A trust list and the hosts that may be asked for certificate status although their address is private. */
export interface InstalledTrust extends TrustList {
  readonly privateHosts: readonly string[];
}

const TrustFile = Type.Object(
  {
    private_hosts: Type.Optional(Type.Array(Type.String({ maxLength: 100, pattern: '^[A-Za-z0-9.-]+$' }))),
    certificate: Type.Array(
      Type.Object(
        {
          file: Type.String({ pattern: '^[A-Za-z0-9._-]+$' }),
          kind: Type.Union([...trustKinds, 'intermediate' as const].map((kind) => Type.Literal(kind))),
          sha256: Type.Optional(Type.String({ pattern: '^[0-9A-Fa-f]{64}$' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
type Marks = Static<typeof TrustFile>;
type Marked = Marks['certificate'][number];

const mostFiles = 500;
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads a trust list: certificates in PEM (`.pem`, `.crt`, `.cer`; one to a file), revocation lists in DER or PEM
 * (`.crl`), and `trust.toml`, which says of each file what it is. A root that is official must be pinned there by the
 * SHA-256 of its DER, unless it is one that the program knows by that hash. A certificate that is not named is an anchor
 * when it is self-issued, else an intermediate. Error: VERIFY-TRUST-UNREADABLE with the file.
 *
 * @param official  SHA-256 of further roots that the unit takes as official
 */
export async function readTrustFolder(
  folder: string,
  official: readonly string[] = [],
): Promise<Result<InstalledTrust>> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined || names.length > mostFiles) return fail('VERIFY-TRUST-UNREADABLE', { file: '.' });
  const read = names.includes('trust.toml') ? await readMarks(join(folder, 'trust.toml')) : { certificate: [] };
  const { certificate: marks, private_hosts: privateHosts = [] } = read ?? {};
  if (marks === undefined) return fail('VERIFY-TRUST-UNREADABLE', { file: 'trust.toml' });
  const anchors: { der: Uint8Array; kind: TrustKind }[] = [];
  const [intermediates, lists]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const file of names.sort()) {
    const isList = file.endsWith('.crl');
    if (!isList && !/\.(pem|crt|cer)$/.test(file)) continue;
    const path = join(folder, file);
    if ((await stat(path)).size > mostBytes) return fail('VERIFY-TRUST-UNREADABLE', { file });
    const bytes = await readFile(path);
    if (isList) {
      lists.push(unwrapped(bytes));
      continue;
    }
    const certificate = readOne(bytes);
    const mark = marks.find((each) => each.file === file);
    if (certificate === undefined || !pinHolds(certificate, mark)) return fail('VERIFY-TRUST-UNREADABLE', { file });
    const root = certificate.subject === certificate.issuer;
    const kind = mark?.kind ?? (root ? kindOfRoot(certificate.raw, official) : 'intermediate');
    if (kind === 'intermediate') intermediates.push(certificate.raw);
    else anchors.push({ der: certificate.raw, kind });
  }
  const missing = marks.find(({ file }) => !names.includes(file));
  if (missing !== undefined) return fail('VERIFY-TRUST-UNREADABLE', { file: missing.file });
  return ok({ anchors, intermediates, lists, privateHosts });
}

function pinHolds({ raw }: X509Certificate, mark: Marked | undefined): boolean {
  if (mark?.sha256 === undefined) return mark?.kind !== 'official' || kindOfRoot(raw) === 'official';
  return createHash('sha256').update(raw).digest('hex') === mark.sha256.toLowerCase();
}

function readOne(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

const unwrapped = (bytes: Buffer): Uint8Array =>
  bytes[0] === 0x30 ? bytes : Buffer.from(bytes.toString('latin1').replace(/-----[^-]+-----|\s/g, ''), 'base64');

async function readMarks(path: string): Promise<Marks | undefined> {
  try {
    const found: unknown = parse(await readFile(path, 'utf8'));
    return Value.Check(TrustFile, found) ? found : undefined;
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}
