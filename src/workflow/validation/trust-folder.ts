import { createHash, X509Certificate } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../../common/result.ts';
import { type TrustKind, type TrustList, trustKinds } from '../../copies/index.ts';

const TrustFile = Type.Object(
  {
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
type Marked = Static<typeof TrustFile>['certificate'][number];

const mostFiles = 500;
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads a trust list: certificates in PEM (`.pem`, `.crt`, `.cer`; one to a file), revocation lists in DER or PEM
 * (`.crl`), and `trust.toml`, which says of each file what it is. A root that is official must be pinned there by the
 * SHA-256 of its DER. A certificate that is not named is an anchor of kind `other` when it is self-issued, else an
 * intermediate. Error: VERIFY-TRUST-UNREADABLE with the file.
 */
export async function readTrustFolder(folder: string): Promise<Result<TrustList>> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined || names.length > mostFiles) return fail('VERIFY-TRUST-UNREADABLE', { file: '.' });
  const marks = names.includes('trust.toml') ? await readMarks(join(folder, 'trust.toml')) : [];
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
    const kind = mark?.kind ?? (certificate.subject === certificate.issuer ? 'other' : 'intermediate');
    if (kind === 'intermediate') intermediates.push(certificate.raw);
    else anchors.push({ der: certificate.raw, kind });
  }
  const missing = marks.find(({ file }) => !names.includes(file));
  if (missing !== undefined) return fail('VERIFY-TRUST-UNREADABLE', { file: missing.file });
  return ok({ anchors, intermediates, lists });
}

function pinHolds({ raw }: X509Certificate, mark: Marked | undefined): boolean {
  if (mark?.sha256 === undefined) return mark?.kind !== 'official';
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

async function readMarks(path: string): Promise<readonly Marked[] | undefined> {
  try {
    const found: unknown = parse(await readFile(path, 'utf8'));
    return Value.Check(TrustFile, found) ? found.certificate : undefined;
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}
