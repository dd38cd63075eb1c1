import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { people } from '../office/people.ts';
import { play } from '../office/play.ts';
import { type DurableCall, readCalls } from './call-log.ts';
import { addSealImage } from './crash-points.ts';
import { CutOffice } from './cut-office.ts';

/** Every durable call of a run of the station, with what the screens had seen by then. */
export interface Recording {
  /** The office's folder as it was before the first call. */
  readonly base: string;
  readonly calls: readonly DurableCall[];
  /** The root certificate of the signatures, DER. */
  readonly root: Uint8Array;
}

/**
 * Records an office at work: a new image of the seal, dossiers from the desk to the portal, one of them through a kill in the middle of its
 * signature, an ordinary stop and start between them, and a backup.
 *
 * @param byHand  an officer puts the copies on the portal and enters the proofs
 */
export async function record(folder: string, dossiers: number, byHand = false): Promise<Recording> {
  const base = join(folder, 'base');
  const office = join(folder, 'office');
  const place = join(office, 'backup');
  await mkdir(place, { recursive: true });
  const cut = await CutOffice.open(office, {
    record: true,
    settings: { 'backup.folder': place, ...(byHand ? { 'portal.connector': 'manual' } : {}) },
    beforeFirst: async (state) => {
      await mkdir(join(base, 'backup'), { recursive: true });
      await cp(state, join(base, 'state'), { recursive: true });
    },
  });
  try {
    const technician = cut.screen();
    await technician.signIn(people.admin.username, people.admin.password);
    await technician.json('POST', '/api/backups/place');
    await addSealImage(technician);
    for (let n = 0; n < dossiers; n++) {
      let killed = n > 0;
      await play(cut.office, {
        requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
        title: `Hợp đồng ${n + 1}`,
        paper: 'notarised-contract',
        chargeablePages: 3,
        arrange: true,
        screens: cut.screens,
        byHand,
        onAct: (act) => {
          if (act === 'signature' && !killed) {
            killed = true;
            cut.calls.arm(20);
          }
        },
      });
      if (n === 0) {
        await technician.json('POST', '/api/backups');
        await cut.stop();
      }
    }
  } finally {
    await cut.close();
  }
  const calls = readCalls(await readFile(join(office, 'calls', 'calls.log')));
  return { base, calls, root: cut.trustAnchor };
}
