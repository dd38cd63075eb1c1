/** `node parent-killed.fixture.ts CHILD FOLDER`: a process of the station that has begun one of its children, and waits. */
import { StickHost } from '../../src/portal/bundles/stick-host.ts';
import { startBackupChild } from '../../src/upkeep/backup/run-child.ts';
import { validateFile } from '../../src/workflow/validation/validate-file.ts';

const [child = '', folder = ''] = process.argv.slice(2);
const hour = 3_600_000;
const begin: Readonly<Record<string, () => unknown>> = {
  backup: () => startBackupChild({ state: folder, folder, office: 'H15.99', terms: { setsDays: 90, keysDays: 7 } }),
  stick: () => new StickHost({ lookMs: hour, idleMs: hour }).open(folder),
  validation: () =>
    validateFile(Buffer.from('%PDF-1.7\n%%EOF\n'), {
      trust: { anchors: [], intermediates: [], lists: [] },
      at: Date.now(),
      limitMs: hour,
    }),
};
begin[child]?.();
setInterval(() => {}, hour);
