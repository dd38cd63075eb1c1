/**
 * The program that reads a file from outside: one file, one answer, then it ends. It is started with limits on memory
 * and time, may read no file but its own code and is handed everything on its standard input: four octets with the
 * length of a JSON text, that text, and the PDF.
 */
// Not by the room's index: nothing else of the program is loaded here, and no package.
import type { TrustList } from '../../copies/validation/trust.ts';
import { examinePdf } from '../../copies/validation/validate.ts';
import type { ChildAnswer, ChildRequest } from './validate-file.ts';

const pieces: Buffer[] = [];
for await (const piece of process.stdin as AsyncIterable<Buffer>) pieces.push(piece);
const input = Buffer.concat(pieces);
const textEnd = 4 + input.readUInt32BE(0);
const { at, anchors, intermediates, lists, responses } = JSON.parse(input.toString('utf8', 4, textEnd)) as ChildRequest;
const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
const trust: TrustList = {
  anchors: anchors.map(({ der, ...rest }) => ({ ...rest, der: bytes(der) })),
  intermediates: intermediates.map(bytes),
  lists: lists.map(bytes),
  responses: responses.map(bytes),
};
const text = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');
const { validation, missing, ends } = examinePdf(input.subarray(textEnd), { trust, at });
const answer: ChildAnswer = {
  validation,
  ends,
  missing: missing.map(({ name, subject, issuer }) => ({ name, subject: text(subject), issuer: text(issuer) })),
};
process.stdout.write(JSON.stringify(answer));
