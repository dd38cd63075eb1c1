import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { addressOf } from '../address.ts';
import type { GatewayParts } from '../gateway.ts';
import type { Link } from '../links.ts';
import { stationOf } from '../stations.ts';
import { TusServer } from '../tus.ts';

const Params = Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z-]{16,64}$' }) });

/** What a station asks a link for: its finished upload, the dossier, and what the file must be. */
const LinkBody = Type.Object(
  {
    upload: Type.String({ minLength: 8, maxLength: 2000 }),
    dossier: Type.String({ pattern: '^[A-Z0-9.-]{5,60}$' }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    bytes: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);
type LinkBody = Static<typeof LinkBody>;
type LinkRequest = FastifyRequest<{ Params: Static<typeof Params> }>;

const fetchesShown = 50;

/** `/links/:id`: a station has a link made, asks what became of it, has it renewed, and has it closed for good. */
export function linkRoutes(app: FastifyInstance, parts: GatewayParts): void {
  const { config, links, tus, now } = parts;

  app.put<{ Params: Static<typeof Params>; Body: LinkBody }>(
    '/links/:id',
    { schema: { params: Params, body: LinkBody } },
    async (request, reply) => {
      const station = stationOf(request, config.stations);
      if (station === undefined) return await reply.code(401).send({ code: 'UNKNOWN-STATION' });
      const { id } = request.params;
      const known = links.find(id);
      if (known !== undefined && !isReplaced(known, station, request.body)) {
        return await repeated(parts, reply, known, station, request.body);
      }
      const upload = TusServer.idOf(request.body.upload);
      if (upload === undefined || links.stationOf(upload) !== station) {
        return await reply.code(404).send({ code: 'UPLOAD-UNKNOWN' });
      }
      const fault = await faultOf(parts, upload, request.body);
      if (fault !== undefined) return await reply.code(fault.status).send({ code: fault.code });
      // It may have been swept away, and the link closed, while its bytes were read.
      if (links.stationOf(upload) !== station) return await reply.code(404).send({ code: 'UPLOAD-UNKNOWN' });
      const { dossier, sha256, bytes } = request.body;
      const at = now();
      const present = links.find(id);
      if (present !== undefined && isReplaced(present, station, request.body)) {
        links.replace(id, upload, at, at + config.linkMs);
        return await reply.send(answer(parts, links.find(id) ?? present));
      }
      const link = { id, station, dossier, upload, sha256, bytes, generation: 1, madeAt: at };
      const made: Link = { ...link, expiresAt: at + config.linkMs, fetchedAt: null, removedAt: null };
      // Asked for twice at once: the first one stands.
      if (present !== undefined) return await repeated(parts, reply, present, station, request.body);
      links.add(made);
      return await reply.send(answer(parts, made));
    },
  );

  app.get('/links/:id', { schema: { params: Params } }, async (request: LinkRequest, reply) => {
    const link = own(parts, request);
    return typeof link === 'string' ? await refused(reply, link) : await reply.send(answer(parts, link));
  });

  app.post('/links/:id/renewal', { schema: { params: Params } }, async (request: LinkRequest, reply) => {
    const link = own(parts, request);
    if (typeof link === 'string') return await refused(reply, link);
    if (link.removedAt !== null || link.expiresAt === 0) return await reply.code(410).send({ code: 'FILE-REMOVED' });
    links.renew(link.id, now() + config.linkMs);
    return await reply.send(answer(parts, links.find(link.id) ?? link));
  });

  // A copy that was cancelled: the address ends at once, also while the file cannot be removed.
  app.delete('/links/:id', { schema: { params: Params } }, async (request: LinkRequest, reply) => {
    const link = own(parts, request);
    if (typeof link === 'string') return await refused(reply, link);
    links.revoke(link.id);
    if (link.removedAt === null) {
      const removed = await tus.remove(link.upload).catch(() => false);
      if (!removed) return await reply.code(503).send({ code: 'FILE-NOT-REMOVED' });
      links.noteRemoved(link.id, now());
    }
    return await reply.send(answer(parts, links.find(link.id) ?? link));
  });
}

/** The link of the station that asks; otherwise why there is none. */
function own({ config, links }: GatewayParts, request: LinkRequest): Link | 'UNKNOWN-STATION' | 'LINK-UNKNOWN' {
  const station = stationOf(request, config.stations);
  if (station === undefined) return 'UNKNOWN-STATION';
  const link = links.find(request.params.id);
  return link?.station === station ? link : 'LINK-UNKNOWN';
}

function refused(reply: FastifyReply, code: 'UNKNOWN-STATION' | 'LINK-UNKNOWN'): FastifyReply {
  return reply.code(code === 'UNKNOWN-STATION' ? 401 : 404).send({ code });
}

/** Whether it is the copy of this link, handed over by its station. */
function isSameCopy(link: Link, station: string, { dossier, sha256, bytes }: LinkBody): boolean {
  return link.station === station && link.dossier === dossier && link.sha256 === sha256 && link.bytes === bytes;
}

/** Whether the link's own copy was handed over anew: by a station that had sent by another way meanwhile. A closed one stays shut. */
function isReplaced(link: Link, station: string, body: LinkBody): boolean {
  return isSameCopy(link, station, body) && link.expiresAt !== 0 && link.upload !== TusServer.idOf(body.upload);
}

/** The same question again gets the same link; another file or dossier under its id does not. */
function repeated(parts: GatewayParts, reply: FastifyReply, link: Link, station: string, body: LinkBody): FastifyReply {
  const same = isSameCopy(link, station, body) && link.upload === TusServer.idOf(body.upload);
  return same ? reply.send(answer(parts, link)) : reply.code(409).send({ code: 'LINK-TAKEN' });
}

async function faultOf(
  { tus }: GatewayParts,
  upload: string,
  { bytes, sha256 }: LinkBody,
): Promise<{ status: number; code: string } | undefined> {
  const found = await tus.length(upload);
  if (found === undefined) return { status: 404, code: 'UPLOAD-UNKNOWN' };
  if (found.length !== bytes) return { status: 409, code: 'LENGTH-DIFFERS' };
  if (found.offset !== found.length) return { status: 425, code: 'UPLOAD-UNFINISHED' };
  return (await tus.sha256(upload)) === sha256 ? undefined : { status: 409, code: 'HASH-DIFFERS' };
}

function answer({ config, key, links }: GatewayParts, link: Link) {
  const { expiresAt, fetchedAt, removedAt, sha256, bytes } = link;
  return {
    url: removedAt === null ? `${config.publicUrl}/d/${addressOf(key, link)}` : null,
    sha256,
    bytes,
    expiresAt,
    fetchedAt,
    removedAt,
    fetches: links.fetches(link.id, fetchesShown),
  };
}
