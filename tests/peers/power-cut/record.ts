import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '../office/client.ts';
import { people } from '../office/people.ts';
import { play } from '../office/play.ts';
import { type DurableCall, readCalls } from './call-log.ts';
import { addSealImage } from './crash-points.ts';
import { CutOffice } from './cut-office.ts';
import type { Seen } from './witness.ts';

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
 * @param how.byHand  an officer puts the copies on the portal and enters the proofs
 * @param how.whole  copies get time-stamps, and links of the province's service
 */
export async function record(
  folder: string,
  dossiers: number,
  { byHand = false, whole = false }: { readonly byHand?: boolean; readonly whole?: boolean } = {},
): Promise<Recording> {
  const base = join(folder, 'base');
  const office = join(folder, 'office');
  const place = join(office, 'backup');
  await mkdir(place, { recursive: true });
  const cut = await CutOffice.open(office, {
    record: true,
    ...(whole ? { timeStamps: true, links: true } : {}),
    settings: { 'backup.folder': place, ...(byHand ? { 'portal.connector': 'manual' } : {}) },
    beforeFirst: async (state) => {
      await mkdir(join(base, 'backup'), { recursive: true });
      await cp(state, join(base, 'state'), { recursive: true });
    },
  });
  noteArrivals(cut);
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
        await technician.json('POST', '/api/backups').catch(unlessRunning);
        await cut.stop();
      }
    }
  } finally {
    await cut.close();
  }
  const calls = readCalls(await readFile(join(office, 'calls', 'calls.log')));
  return { base, calls, root: cut.trustAnchor };
}

/** The station has begun the night's own backup meanwhile: that one will do. */
function unlessRunning(error: unknown): void {
  if (!(error instanceof Refused) || error.code !== 'BACKUP-RUNNING') throw error;
}

const kinds: Readonly<Record<string, 'sync-dossier' | 'progress'>> = {
  DongBoHoSoMC: 'sync-dossier',
  CapNhatTienDoHoSoMC: 'progress',
};

/**
 * What reaches the portal or the gateway is noted among the calls, at that moment: the station has to know by then, for
 * certain, that it may be there.
 */
function noteArrivals({ office, calls }: CutOffice): void {
  const note = (seen: Seen): void => calls.mark(seen);
  office.portal.onEffect = (service, codes) => {
    const kind = kinds[service];
    for (const dossierCode of kind ? codes : []) if (kind) note({ told: { dossierCode, kind } });
  };
  office.gateway.onRequest = (method, path) => {
    const id = path.split('/').at(-1) ?? '';
    if (method === 'PATCH') note({ upload: { id } });
  };
}
