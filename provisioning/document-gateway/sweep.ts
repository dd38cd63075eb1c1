import type { GatewayParts } from './gateway.ts';

/** Removes the files that were fetched whole and had their days of grace, and those that nobody ever fetched. */
export async function sweep({ config, links, tus, now }: GatewayParts): Promise<number> {
  let removed = 0;
  for (const { id, upload } of links.due(now() - config.graceMs, now() - config.keepMs)) {
    if (!(await tus.remove(upload))) continue;
    links.noteRemoved(id, now());
    removed += 1;
  }
  return removed;
}
