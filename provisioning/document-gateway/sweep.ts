import type { GatewayParts } from './gateway.ts';

/** So many uploads without a link go in one sweep at most. */
export const mostUnlinked = 200;

/**
 * Removes the files that were fetched whole and had their days of grace, those that nobody ever fetched, and the uploads that
 * got no link: given up half-way, or handed over again.
 */
export async function sweep(parts: GatewayParts): Promise<number> {
  const { config, links, tus, now } = parts;
  let removed = 0;
  for (const { id, upload } of links.due(now() - config.graceMs, now() - config.keepMs)) {
    if (!(await tus.remove(upload))) continue;
    links.noteRemoved(id, now());
    removed += 1;
  }
  return removed + (await sweepUnlinked(parts));
}

async function sweepUnlinked({ config, links, tus, now }: GatewayParts): Promise<number> {
  let removed = 0;
  for (const upload of links.unlinked(now() - config.uploadMs, mostUnlinked)) {
    if (!links.beginRemoval(upload)) continue;
    let gone = false;
    try {
      gone = await tus.remove(upload);
    } finally {
      links.endRemoval(upload, gone);
    }
    if (gone) removed += 1;
  }
  return removed;
}
