/** `node parent-killed.fixture.ts CHILD FOLDER`: a process of the station that has begun one of its children, and waits. */
import { StickHost } from '../../src/portal/bundles/stick-host.ts';
import { startBackupChild } from '../../src/upkeep/backup/run-child.ts';
import { validateFile } from '../../src/workflow/validation/validate-file.ts';

const [child = '', folder = ''] = process.argv.slice(2);
const hour = 3_600_000;
/** More than lies between a process and its child, bytes. */
const more = 16_777_216;
const begin: Readonly<Record<string, () => unknown>> = {
  backup: () => startBackupChild({ state: folder, folder, office: 'H15.99', terms: { setsDays: 90, keysDays: 7 } }),
  stick: () => new StickHost({ lookMs: hour, idleMs: hour }).open(folder),
  validation: () => {
    const trust = { anchors: [], intermediates: [], lists: [] };
    void validateFile(Buffer.alloc(more), { trust, at: Date.now(), limitMs: hour });
    // Nothing is handed to it any more: it waits for the rest of its file.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};
begin[child]?.();
setInterval(() => {}, hour);
