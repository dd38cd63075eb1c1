import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../../common/result.ts';
import { mostCardBytes } from './bounds.ts';
import { type BundleIdentity, isSignedBy } from './identity.ts';

/** Base64 of 32 bytes. */
export const signingKeyPattern = '^[A-Za-z0-9+/]{43}=$';
export const recipientPattern = '^age1[02-9ac-hj-np-z]{58}$';
/** An office's code, as in its dossier codes. */
export const officePattern = '^[A-Z0-9]{1,8}(\\.[A-Z0-9]{1,8}){0,5}$';

const StationCard = Type.Object(
  {
    form: Type.Literal(1),
    office: Type.String({ pattern: officePattern }),
    name: Type.String({ minLength: 1, maxLength: 300 }),
    recipient: Type.String({ pattern: recipientPattern }),
    signingKey: Type.String({ pattern: signingKeyPattern }),
    signature: Type.String({ pattern: '^[A-Za-z0-9+/]{86}==$' }),
  },
  { additionalProperties: false },
);

/** What another station must know of one: nothing in it is secret. */
export type StationCard = Omit<Static<typeof StationCard>, 'form' | 'signature'>;

/** Whether a station of an office with this code can have a card. */
export const isOfficeCode = (code: string): boolean => new RegExp(officePattern).test(code);

/** The bytes that its signature and its fingerprint are over. */
function content({ office, name, recipient, signingKey }: StationCard): Buffer {
  return Buffer.from(`tram station card 1\n${JSON.stringify([office, name.normalize('NFC'), recipient, signingKey])}`);
}

/** A station's card as a file. Its own signature says that whoever made it holds the key. */
export function encodeCard(card: StationCard, identity: BundleIdentity): string {
  const signature = identity.sign(content(card)).toString('base64');
  return `${JSON.stringify({ form: 1, ...card, signature }, null, 1)}\n`;
}

/** Reads a card. BUNDLE-CARD-UNREADABLE when it is none, or not signed by the key that it names. */
export function decodeCard(bytes: Uint8Array): Result<StationCard> {
  if (bytes.length > mostCardBytes) return fail('BUNDLE-CARD-UNREADABLE');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return fail('BUNDLE-CARD-UNREADABLE');
  }
  if (!Value.Check(StationCard, value)) return fail('BUNDLE-CARD-UNREADABLE');
  const { form: _, signature, ...card } = value;
  const signed = isSignedBy(card.signingKey, content(card), Buffer.from(signature, 'base64'));
  return signed ? ok(card) : fail('BUNDLE-CARD-UNREADABLE');
}

/**
 * What two people compare by telephone: six groups of five digits, 99 bits of the SHA-256 of the card. Nobody can make
 * another card with the same one.
 */
export function fingerprintOf(card: StationCard): string {
  const hash = createHash('sha256').update(content(card)).digest();
  const digits = (BigInt(`0x${hash.toString('hex')}`) % 10n ** 30n).toString().padStart(30, '0');
  return (digits.match(/\d{5}/g) ?? []).join(' ');
}
