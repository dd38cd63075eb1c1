/**
 * The layer table: the rooms of `src`, top to bottom. A room imports only rooms listed under it
 * (and itself). `generate.ts` turns it into Biome's import rules; nothing else decides who may import whom.
 */
export const rooms = [
  'wiring',
  'cli',
  'web',
  'workflow',
  'upkeep',
  'portal',
  'copies',
  'pages',
  'identity',
  'devices',
  'store',
  'certification',
  'settings',
  'common',
] as const;

/** The files beside the rooms: they wire the rooms together, and no room imports them. */
export const rootFiles: readonly string[] = ['main.ts', 'appliance.ts', 'start-step.ts'];

export type Room = (typeof rooms)[number];

/** Rooms that must stay free of I/O: no node built-in that touches the world, no package but the ones named. */
export const pureRooms: readonly Room[] = ['certification'];

/** Whether a room may name `node:child_process`. The pure ones are held by a stricter rule. */
export function mayStart(room: Room): boolean {
  return room === 'devices' || pureRooms.includes(room);
}

/** The rooms that `room` may not import: every one above it. Same-level neighbours see only downwards too. */
export function forbiddenFor(room: Room): Room[] {
  return rooms.slice(0, rooms.indexOf(room));
}
