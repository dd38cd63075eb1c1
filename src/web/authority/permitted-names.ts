import { childrenOf, type DerElement, DerSyntaxError, readElement, readElements } from '../../copies/der/read.ts';

const tags = { sequence: 0x30, oid: 0x06, octets: 0x04, extensions: 0xa3, permitted: 0xa0, dns: 0x82, ip: 0x87 };
/** id-ce-nameConstraints, 2.5.29.30. */
const nameConstraints = Buffer.from('551d1e', 'hex');

/**
 * The names and addresses that an authority may vouch for: the permitted subtrees of its name constraints (RFC 5280
 * §4.2.1.10). Read here by hand: every start needs them, and the library that writes certificates costs 14 MB. A
 * certificate of another form has none.
 *
 * @param der  the certificate
 */
export function permittedNames(der: Uint8Array): string[] {
  try {
    const [tbs] = childrenOf(readElement(der), tags.sequence);
    const extensions = childrenOf(tbs, tags.sequence).find(({ tag }) => tag === tags.extensions);
    const list = childrenOf(childrenOf(extensions, tags.extensions)[0], tags.sequence);
    const value = list
      .map((one) => childrenOf(one, tags.sequence))
      .find(isNameConstraints)
      ?.at(-1);
    if (value?.tag !== tags.octets) return [];
    const subtrees = childrenOf(readElement(value.content), tags.sequence).find(({ tag }) => tag === tags.permitted);
    return subtrees ? readElements(subtrees.content).flatMap(nameOf) : [];
  } catch (error) {
    if (error instanceof DerSyntaxError) return [];
    throw error;
  }
}

function isNameConstraints([oid]: DerElement[]): boolean {
  return oid?.tag === tags.oid && nameConstraints.equals(oid.content);
}

/** A DNS name as it is; an address without its mask. */
function nameOf(subtree: DerElement): string[] {
  const [base] = childrenOf(subtree, tags.sequence);
  if (base?.tag === tags.dns) return [Buffer.from(base.content).toString('latin1')];
  return base?.tag === tags.ip ? [[...base.content.subarray(0, 4)].join('.')] : [];
}
