/**
 * What a signature of the government signing client (VGCA) may consist of. Its own documents are not public: this is what
 * its libraries are known to write, as data, so that a line is all that changes when an office learns better.
 */
export const vgcaProfile = {
  /** Of the signature dictionary. The client's default is the first; the second is PAdES. */
  subFilters: ['adbe.pkcs7.detached', 'ETSI.CAdES.detached'],
  /** Keys of the signature dictionary (ISO 32000-1 table 252); no `Reference`: a certifying signature forbids the next one. */
  dictionaryKeys: [
    ...['Type', 'Filter', 'SubFilter', 'Contents', 'ByteRange', 'M', 'Name', 'Reason', 'Location', 'ContactInfo'],
    ...['Cert', 'Prop_Build', 'Prop_AuthTime', 'Prop_AuthType', 'R', 'V'],
  ],
  /** Attributes that are signed: content type, message digest, time, certificate (v1, v2), revocation data, capabilities, algorithms. */
  signedAttributes: [
    ...['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.5', '1.2.840.113549.1.9.16.2.12'],
    ...['1.2.840.113549.1.9.16.2.47', '1.2.840.113583.1.1.8', '1.2.840.113549.1.9.15', '1.2.840.113549.1.9.52'],
  ],
  /** A time-stamp over the signature (RFC 3161); it counts for nothing here. */
  unsignedAttributes: ['1.2.840.113549.1.9.16.2.14'],
  /** Entries of the document information that a signing program writes anew. */
  informationKeys: ['Producer', 'ModDate'],
  /** The largest metadata stream that may take the place of ours, bytes. */
  metadataBytes: 256 * 1024,
} as const;
